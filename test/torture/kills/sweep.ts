import { disturb } from '../disturb';
import { goOn } from '../go-on';
import { nothingHalfWritten } from '../half-written';
import { inFolder } from '../in-folder';
import type { Part } from '../part';
import { whenThere } from '../points';
import { nobodyLeft, topdown } from '../processes';
import { SWEEP, sweepEnd, sweepEndedWell, undisturbedSweep } from '../undisturbed';

/** A sweep, ended once or twice; the same command goes on, sometimes while its orphans still save. */
export const killedSweep: Part = {
  name: 'kills/sweep',
  promises: 'each job is done once, with the same numbers, and no process is left behind',
  unit: 'kills',
  share: 4,
  async begin(ground) {
    const { folder: whole, milliseconds } = await undisturbedSweep(ground);
    const expected = sweepEnd(whole);
    return (random, number) =>
      inFolder(ground, number, async (folder) => {
        const words: string[] = [];
        for (let times = random.integer(1, 2); times > 0; times--) {
          const points = [whenThere(folder, /^claims$/), whenThere(folder, /^run\.json/)];
          const running = topdown(SWEEP, folder);
          const { how } = await disturb(running, random, milliseconds, points);
          if (how) words.push(how);
          if (random.uniform() < 0.5) continue;
          await nobodyLeft(folder);
          await nothingHalfWritten(folder);
        }
        await goOn('the last sweep', () => topdown(SWEEP, folder));
        await sweepEndedWell(folder, expected);
        return words;
      });
  },
};
