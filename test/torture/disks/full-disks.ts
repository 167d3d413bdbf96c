import { cpSync } from 'node:fs';
import path from 'node:path';
import { succeeded } from '../disturb';
import { runThere, sameEnd, trainingEnd } from '../end-of-run';
import { inFolder } from '../in-folder';
import { wholeReport } from '../kills/report';
import { honestTrace, traceCommand, traceEnd } from '../kills/tracing';
import type { Part } from '../part';
import { topdown } from '../processes';
import {
  SWEEP,
  sweepEnd,
  TRAIN,
  trainedRun,
  undisturbedSweep,
  undisturbedTraining,
} from '../undisturbed';
import { fullDisk } from './full-disk';

/** The jobs that are done on full disks. */
export const fullDisks: readonly Part[] = [
  fullDisk('training', 2, async (ground) => {
    const undisturbed = await undisturbedTraining(ground);
    const expected = trainingEnd(trainedRun(undisturbed));
    return {
      makes: undisturbed.folder,
      command(folder) {
        const run = runThere(folder, 'recurrent-mnist');
        return run ? ['train', '--resume', run.folder] : TRAIN;
      },
      done: (folder) => sameEnd('the training', trainingEnd(trainedRun({ folder })), expected),
    };
  }),
  fullDisk('tracing', 2, async (ground) => {
    const begin = await traceCommand(ground);
    const undisturbed = path.join(ground.folder, 'undisturbed');
    const expected = await inFolder(ground, 'undisturbed', async (folder) => {
      succeeded('an undisturbed trace', await topdown(begin, folder).ended);
      cpSync(folder, undisturbed, { recursive: true });
      return traceEnd(folder);
    });
    return {
      makes: undisturbed,
      command(folder) {
        const run = runThere(folder, 'export-traces');
        return run ? ['trace', '--resume', run.folder] : begin;
      },
      check: honestTrace,
      done: (folder) => sameEnd('the trace', traceEnd(folder), expected),
    };
  }),
  fullDisk('report', 1, async (ground) => {
    const { folder: given } = trainedRun(await undisturbedTraining(ground));
    const there = (folder: string) => path.join(folder, 'run', 'report.html');
    return {
      given,
      makes: path.join(given, 'report.html'),
      command: () => ['report', 'run'],
      check: (folder) => wholeReport(there(folder), undefined),
      done: (folder) => wholeReport(there(folder), undefined),
    };
  }),
  fullDisk('sweep', 2, async (ground) => {
    const { folder: whole } = await undisturbedSweep(ground);
    const expected = sweepEnd(whole);
    return {
      makes: whole,
      command: () => SWEEP,
      done: (folder) => sameEnd('the sweep', sweepEnd(folder), expected),
    };
  }),
];
