import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { disposeNetwork } from '../../src/network/network';
import { openTrace } from '../../src/observation/open-trace';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';
import type { ScheduleName } from '../../src/perception/schedule';
import { type MomentSeen, momentOf } from '../../src/web/page/moment';
import { wordsOf } from '../../src/web/page/moment-in-words';
import { PACES, type Shown } from '../../src/web/page/shown';
import { BEGINNING, type PageState } from '../../src/web/scene/page-state';
import { sceneOf, windowOf } from '../../src/web/scene/scene-of';
import { traceScene } from '../../src/web/worker/trace';
import { watch } from '../../src/web/worker/watch';
import { temporaryFolder } from '../support/folder';
import { randomNetwork } from '../support/networks';
import { grey, TEN } from '../support/shapes';

const LOOKS = { ...grey(3, 3), classNames: TEN.classNames };
const picture = {
  kind: 'drawn' as const,
  pixels: Uint8Array.from({ length: 9 }, (_, at) => 28 * at),
};
const stateOf = (change: Partial<PageState>): PageState => ({
  ...BEGINNING,
  ...{ picture, steps: 4, first: 2, last: 3, primeSteps: 2 },
  ...change,
});

/** What the page shows of a scene. */
function shownOf(change: Partial<PageState>): Shown & Required<Pick<Shown, 'watched'>> {
  const network = randomNetwork([7, 5]);
  const state = stateOf(change);
  const perception = { ...PAPER_PERCEPTION, steps: 4, window: windowOf(state) };
  const opened = { ...LOOKS, units: [7, 5], topDown: true, perception };
  const scene = sceneOf(state, opened, undefined);
  const watched = { scene, of: watch(network, scene), state };
  disposeNetwork(network);
  return { ...{ state, networks: [], playing: false, pace: PACES.usual }, opened, watched };
}

/** What the page says is at the top, step by step. */
function topsSaid(change: Partial<PageState>): (string | undefined)[] {
  const shown = shownOf(change);
  const { scene, state } = shown.watched;
  return scene.tops.map((_, step) => momentOf(shown, { ...state, step })?.top);
}

/** A trace of a scene of the page, read back. */
async function traced(change: Partial<PageState>, schedule: ScheduleName = 'synchronous') {
  const network = randomNetwork([7, 5]);
  const state = stateOf(change);
  const scene = sceneOf(state, { ...LOOKS, perception: { schedule } }, undefined);
  const about = { looks: LOOKS, window: windowOf(state), label: undefined };
  const zip = await traceScene(network, scene, about);
  disposeNetwork(network);
  const folder = path.join(temporaryFolder(), 'trace.zarr');
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const trace = await openTrace(folder);
  const read = async (name: string) => [...(await trace.read(name)).values];
  return { trace, read, bySteps: () => trace.read('held_by_step') };
}

describe('the label at the top', () => {
  it('is named step by step: the prime, the one that is held, and none once it is let go', () => {
    expect(topsSaid({ held: 3 })).toEqual(Array(5).fill('3'));
    expect(topsSaid({ held: 3, prime: 9 })).toEqual(['9', '9', '3', '3', '3', '3', '3']);
    expect(topsSaid({ held: 3, release: 1 })).toEqual([
      ...['3', '3', undefined, undefined, undefined],
    ]);
    expect(topsSaid({ prime: 9, label: 4 })).toEqual(['9', '9', '4', '4', '4', '4', '4']);
  });

  it('is in a trace the one that was held under the picture, and each step has its own', async () => {
    const plain = await traced({ held: 3 });
    expect(await plain.read('hypothesis')).toEqual([3]);
    await expect(plain.bySteps()).rejects.toThrow('no array "held_by_step"');
    const primed = await traced({ held: 3, prime: 9, release: 4 });
    expect(await primed.read('hypothesis')).toEqual([3]);
    expect(await primed.bySteps()).toMatchObject({ dims: ['hypothesis', 'step'], shape: [1, 7] });
    expect(await primed.read('held_by_step')).toEqual([9, 9, 3, 3, 3, -1, -1]);
    const raced = await traced({ prime: 9 });
    expect(await raced.read('hypothesis')).toEqual([...Array(10).keys()]);
    const each = await raced.read('held_by_step');
    expect(each.slice(7 * 4, 7 * 5)).toEqual([9, 9, 4, 4, 4, 4, 4]);
    const none = await traced({ held: 3, prime: 9, release: 1 });
    expect([await none.read('hypothesis'), await none.read('held')]).toEqual([[-1], [-1]]);
    const imagined = await traced({ picture: { kind: 'empty' }, held: 3, prime: 9 });
    expect(await imagined.read('hypothesis')).toEqual([3]);
  });

  it('is traced with the schedule that it was watched with', async () => {
    const [plain, turns] = [await traced({ held: 3 }), await traced({ held: 3 }, 'alternating')];
    const { attributes } = turns.trace;
    expect(attributes['schedule']).toBe('alternating');
    expect(await turns.read('goodness')).not.toEqual(await plain.read('goodness'));
  });
});

describe('step 0', () => {
  const saidOf = (change: Partial<PageState>) => {
    const shown = shownOf({ ...change, step: 0 });
    return wordsOf(shown, momentOf(shown, shown.state) as MomentSeen);
  };

  it('is said to be one pass where there is an image, and silent where there is none', () => {
    expect(saidOf({})).toMatch(/^Step 0 \(one pass from below\), label \d: score 0\.\d*[1-9]/);
    expect(saidOf({ picture: { kind: 'empty' } })).toMatch(
      /^Step 0 \(silent\), label \d: score 0\.00;/,
    );
  });
});
