import { setTimeout as pause } from 'node:timers/promises';
import { succeeded } from '../disturb';
import { inFolder } from '../in-folder';
import type { Part } from '../part';
import { topdown } from '../processes';
import { SWEEP, sweepEnd, sweepEndedWell, undisturbedSweep } from '../undisturbed';

/** Two sweeps of the same plan, within moments of each other. */
export const rivalSweeps: Part = {
  name: 'rivals/sweeps',
  promises: 'two sweeps of one plan share its jobs: each is done once, and both end well',
  unit: 'trials',
  share: 2,
  async begin(ground) {
    const { folder: whole, milliseconds } = await undisturbedSweep(ground);
    const expected = sweepEnd(whole);
    return (random, number) =>
      inFolder(ground, number, async (folder) => {
        const first = topdown(SWEEP, folder);
        await pause(random.uniform() < 0.5 ? 0 : 0.5 * random.uniform() * milliseconds);
        const second = topdown(SWEEP, folder);
        for (const end of await Promise.all([first.ended, second.ended]))
          succeeded('a sweep beside another', end);
        await sweepEndedWell(folder, expected);
        return ['2 at once'];
      });
  },
};
