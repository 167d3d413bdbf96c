import { afterEach, describe, expect, it, vi } from 'vitest';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';
import type { App } from '../../src/web/page/app';
import type { MomentSeen } from '../../src/web/page/moment';
import { racePanel } from '../../src/web/page/race-panel';
import { settingsPanel } from '../../src/web/page/settings-panel';
import { PACES, type Shown } from '../../src/web/page/shown';
import { view } from '../../src/web/page/view';
import { BEGINNING, type PageState } from '../../src/web/scene/page-state';
import { panelOf } from '../support/panel';
import { grey, TEN } from '../support/shapes';

const shownOf = (change: Partial<PageState>): Shown => ({
  ...{ state: { ...BEGINNING, ...change }, networks: [], playing: false, pace: PACES.usual },
});

const MOMENT: MomentSeen = {
  ...{ step: 8, hypothesis: 2, names: TEN.classNames, top: '2', scores: [], answer: 6 },
  ...{ window: { first: 3, last: 5 }, isTied: false, races: true, isRacing: true },
};
const OPENED = {
  ...{ ...grey(2, 2), classNames: TEN.classNames, units: [], topDown: true },
  perception: PAPER_PERCEPTION,
};

it('marks a label as the answer only where the network has answered', () => {
  const marked = (moment: MomentSeen, picture: PageState['picture'] = BEGINNING.picture) => {
    const { state, ...shown } = shownOf({ picture });
    const scene = { pictures: [], shown: [], tops: [] };
    const of = { goodness: [], onePass: [] };
    const watched = { scene, of, state } as unknown as NonNullable<Shown['watched']>;
    const seen = { ...shown, state, opened: OPENED, watched };
    return panelOf(racePanel({ lastStep: 8 } as App, seen, moment)).querySelector('.mark') !== null;
  };
  expect(marked(MOMENT)).toBe(true);
  expect(marked({ ...MOMENT, isTied: true })).toBe(false);
  expect(marked(MOMENT, { kind: 'empty' })).toBe(false);
});

describe('the settings of the page', () => {
  const released = (lastStep: number, release: number | undefined) => {
    const panel = panelOf(settingsPanel({ lastStep } as App, shownOf({ held: 3, release })));
    return panel.querySelector('#release option[.selected=true]')?.textContent;
  };

  it('say after which step a label is let go, though the scene may end before', () => {
    expect([undefined, 0, 7].map((release) => released(8, release))).toEqual([
      ...['never', 'after step 0', 'after step 7'],
    ]);
    expect([5, 7, 9].map((release) => released(5, release))).toEqual([
      ...['after step 5', 'after step 7', 'after step 9'],
    ]);
  });
});

describe('a button that vanishes when it is pressed', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** What has the focus once the button of this name was pressed, and what that did. */
  function pressed(name: string, draw: (app: App) => unknown) {
    const [did, focus]: [string[], unknown[]] = [[], []];
    const doing = (what: string) => (change: unknown) =>
      did.push(`${what} ${JSON.stringify(change)}`);
    const app = {
      lastStep: 8,
      change: doing('change'),
      tell: doing('tell'),
      visit: doing('visit'),
    };
    const panel = panelOf(draw(app as unknown as App));
    vi.stubGlobal('document', {
      querySelector(selector: string) {
        const found = panel.querySelector(selector);
        return found && { focus: () => focus.push(found) };
      },
    });
    panel.press(name);
    return { did, focus, panel };
  }

  it('hands the focus to the heading, and to the tour’s first button', () => {
    const closed = pressed('Close', (app) => view(app, { ...shownOf({}), problem: 'a problem' }));
    expect(closed.did).toEqual(['tell undefined']);
    expect(closed.focus).toEqual([closed.panel.querySelector('h1[tabindex="-1"]')]);
    const ended = pressed('End the tour', (app) => view(app, shownOf({ tour: 1 })));
    expect(ended.did).toEqual(['visit undefined']);
    expect(ended.focus).toEqual([ended.panel.querySelector('#take-tour')]);
  });

  it('hands the focus to the answer, which is looked at from then on', () => {
    const { did, focus, panel } = pressed('Follow the answer', (app) =>
      racePanel(app, { ...shownOf({ label: 2 }), opened: OPENED }, MOMENT),
    );
    expect(did).toEqual(['change {}']);
    const answer = panel.querySelector('label:has(.mark) input');
    expect(answer?.getAttribute('name')).toBe('hypothesis');
    expect(focus).toEqual([answer]);
  });
});
