import { disturb } from '../disturb';
import { runThere, sameEnd, trainingEnd } from '../end-of-run';
import { Failure } from '../failure';
import { goOn } from '../go-on';
import { nothingHalfWritten } from '../half-written';
import { inFolder } from '../in-folder';
import type { Part } from '../part';
import { topdown } from '../processes';
import { TRAIN, trainedRun, undisturbedTraining } from '../undisturbed';

/** The life of a training, ended up to three times and resumed each time. */
export const killedTraining: Part = {
  name: 'kills/training',
  promises: 'a training that is ended at any moment and resumed comes to the same bytes',
  unit: 'kills',
  share: 3,
  async begin(ground) {
    const undisturbed = await undisturbedTraining(ground);
    const expected = trainingEnd(trainedRun(undisturbed));
    return (random, number) =>
      inFolder(ground, number, async (folder) => {
        const words: string[] = [];
        const begin = () => {
          const run = runThere(folder, 'recurrent-mnist');
          return topdown(run ? ['train', '--resume', run.folder] : TRAIN, folder);
        };
        for (let times = random.integer(1, 3); times > 0; times--) {
          const { how, orderly } = await disturb(begin(), random, undisturbed.milliseconds);
          if (how) words.push(how);
          await nothingHalfWritten(folder);
          const status = runThere(folder, 'recurrent-mnist')?.record.status;
          if (orderly && status !== 'interrupted' && status !== 'finished' && status !== undefined)
            throw new Failure(`a run that was asked to stop by ${how} says that it is ${status}`);
          if (status === 'finished') break;
        }
        const there = runThere(folder, 'recurrent-mnist');
        if (there?.record.status !== 'finished') await goOn('the last --resume', begin);
        sameEnd('the training', trainingEnd(trainedRun({ folder })), expected);
        return words;
      });
  },
};
