import { describe, expect, it } from 'vitest';
import type { App } from '../../src/web/page/app';
import { settingsPanel } from '../../src/web/page/settings-panel';
import { PACES, type Shown } from '../../src/web/page/shown';
import { BEGINNING, type PageState } from '../../src/web/scene/page-state';
import { panelOf } from '../support/panel';

const shownOf = (change: Partial<PageState>): Shown => ({
  ...{ state: { ...BEGINNING, ...change }, networks: [], playing: false, pace: PACES.usual },
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
