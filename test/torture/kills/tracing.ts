import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openTrace } from '../../../src/observation/open-trace';
import { disturb, undisturbedTime } from '../disturb';
import { checksums, runThere, sameEnd } from '../end-of-run';
import { Failure } from '../failure';
import { goOn } from '../go-on';
import { nothingHalfWritten } from '../half-written';
import { inFolder } from '../in-folder';
import type { Ground, Part } from '../part';
import { whenThere } from '../points';
import { topdown } from '../processes';
import { trainedRun, undisturbedTraining } from '../undisturbed';

const SCENARIO = 'export-traces';
const VARIABLES = ['activity_1', 'activity_2', 'goodness'];

/** What is traced: enough that much of the time goes into it. */
export async function traceCommand(ground: Ground): Promise<string[]> {
  const network = trainedRun(await undisturbedTraining(ground)).folder;
  return ['trace', '--data-set', 'drawn-digits', '--network', network, '--images', '0-399'];
}

/** A trace, ended once and resumed. */
export const killedTracing: Part = {
  name: 'kills/tracing',
  promises: 'a trace that is cut short says so; one that is complete reads; --resume completes it',
  unit: 'kills',
  share: 3,
  async begin(ground) {
    const command = await traceCommand(ground);
    const { milliseconds, end } = await inFolder(ground, 'undisturbed', async (folder) => {
      const milliseconds = await undisturbedTime('trace', topdown(command, folder));
      return { milliseconds, end: traceEnd(folder) };
    });
    return (random, number) =>
      inFolder(ground, number, async (folder) => {
        const points = [whenThere(folder, /^traces\.zarr$/), whenThere(folder, /^run\.json/)];
        const { how } = await disturb(topdown(command, folder), random, milliseconds, points);
        await nothingHalfWritten(folder);
        await honestTrace(folder);
        const run = runThere(folder, SCENARIO);
        if (run?.record.status !== 'finished')
          await goOn('the resumed trace', () =>
            topdown(run ? ['trace', '--resume', run.folder] : command, folder),
          );
        await honestTrace(folder);
        sameEnd('the trace', traceEnd(folder), end);
        return how ? [how] : [];
      });
  },
};

/** What the trace there came to, file by file. */
export function traceEnd(folder: string): Readonly<Record<string, string>> {
  const run = runThere(folder, SCENARIO);
  if (run?.record.status !== 'finished')
    throw new Failure(`a trace ended as ${run?.record.status}`);
  return checksums(path.join(run.folder, 'traces.zarr'));
}

/** Throws a Failure where a trace is there that does not say how far it came, or says more. */
export async function honestTrace(folder: string): Promise<void> {
  const run = runThere(folder, SCENARIO);
  const trace = path.join(run?.folder ?? folder, 'traces.zarr');
  if (!run || !existsSync(trace)) return;
  const root = path.join(trace, 'zarr.json');
  if (!existsSync(root)) throw new Failure('a trace has no root that says whether it is complete');
  const { complete } = JSON.parse(readFileSync(root, 'utf8')).attributes ?? {};
  if (typeof complete !== 'boolean') throw new Failure(`a trace says that it is ${complete}`);
  if (run.record.status === 'finished' && !complete)
    throw new Failure('a run has finished, and its trace is not complete');
  if (!complete) return;
  const opened = await openTrace(trace);
  for (const name of VARIABLES) {
    const { values } = await opened.read(name);
    if (values.some(Number.isNaN)) throw new Failure(`a complete trace lacks numbers of ${name}`);
  }
}
