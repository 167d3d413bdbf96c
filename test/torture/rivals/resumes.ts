import { cpSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lastWords, withoutStack } from '../disturb';
import { runThere, sameEnd, trainingEnd } from '../end-of-run';
import { Failure } from '../failure';
import { inFolder } from '../in-folder';
import type { Ground, Part } from '../part';
import { type Ended, topdown } from '../processes';
import { TRAIN, trainedRun, undisturbedTraining } from '../undisturbed';

/** Two or three processes that go on with one run, within moments of each other. */
export const rivalResumes: Part = {
  name: 'rivals/resumes',
  promises: 'of several --resume of one run one goes on, and nothing of its metrics is lost',
  unit: 'trials',
  share: 3,
  async begin(ground) {
    const undisturbed = await undisturbedTraining(ground);
    const expected = trainingEnd(trainedRun(undisturbed));
    const begun = await halfDone(ground);
    return (random, number) =>
      inFolder(ground, number, async (folder) => {
        cpSync(path.join(begun, 'runs'), path.join(folder, 'runs'), { recursive: true });
        const rivals = Array.from({ length: random.integer(2, 3) }, async () => {
          const late = random.uniform() < 0.5 ? 0 : 0.3 * random.uniform();
          await pause(late * undisturbed.milliseconds);
          return topdown(['train', '--resume'], folder).ended;
        });
        const ends = await Promise.all(rivals);
        onlyOne(ends);
        const run = runThere(folder, 'recurrent-mnist');
        const times = run?.record.resumed.length;
        if (times !== 1) throw new Failure(`${times} processes went on with one run`);
        sameEnd('the run', trainingEnd(trainedRun({ folder })), expected);
        return [`${ends.length} at once`];
      });
  },
};

/** Throws a Failure unless one did it and the others were told that it is at work. */
function onlyOne(ends: readonly Ended[]): void {
  for (const end of ends) withoutStack(end);
  const [done, others] = [ends.filter(({ code }) => code === 0), ends.filter(({ code }) => code)];
  if (done.length !== 1 || done.length + others.length !== ends.length) {
    const words = ends.map(({ code, signal, stderr }) => `${signal ?? code}: ${lastWords(stderr)}`);
    throw new Failure(`${done.length} of ${ends.length} rivals went on\n${words.join('\n')}`);
  }
}

/** A folder with a training that was stopped in its midst. */
async function halfDone(ground: Ground): Promise<string> {
  for (;;) {
    const stopped = await inFolder(ground, 'stopped', async (folder) => {
      const running = topdown(TRAIN, folder);
      const over = running.ended.then(() => true);
      while (!running.said().includes('epoch 1/') && !(await Promise.race([over, pause(5)])));
      running.kill('SIGINT');
      await running.ended;
      const status = runThere(folder, 'recurrent-mnist')?.record.status;
      if (status === 'finished') return undefined; // it was faster: once more
      if (status !== 'interrupted')
        throw new Failure(`a training that was interrupted says that it is ${status}`);
      const kept = path.join(ground.folder, 'half-done');
      cpSync(folder, kept, { recursive: true });
      return kept;
    });
    if (stopped !== undefined) return stopped;
  }
}
