import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { lastValueFrom, tap } from 'rxjs';
import { batchOrder } from '../data/batches';
import { first } from '../data/split';
import { InputError } from '../engine/errors';
import { loadCheckpoint } from '../learning/checkpoint';
import { checkpointsIn, saveCheckpoint } from '../learning/checkpoint-folder';
import { disposeLearner, type Learner, newLearner } from '../learning/learner';
import type { LearningSettings } from '../learning/settings';
import type { TrainingMeans } from '../learning/tally';
import { type TrainingEvent, train } from '../learning/train';
import type { Network } from '../network/network';
import { disposeNetwork } from '../network/parameters';
import { metricsLog } from '../observation/metrics-log';
import { writeMetricsTable } from '../observation/metrics-table';
import { trainingMetrics } from '../observation/training-metrics';
import { batchClock } from './batch-clock';
import type { Experiment } from './experiment';
import type { Images } from './images';
import { Interrupted } from './interrupted';
import { type LearningOptions, settingsFrom } from './learning-options';
import { trainingProgress } from './training-progress';

/** A network that has learnt, and how. */
export interface Trained {
  /** The caller owns it. */
  readonly network: Network;
  readonly settings: LearningSettings;
}

/** What training came to. */
export interface Training extends Trained {
  readonly summary: TrainingSummary;
}

/** The part of a training that a report holds. */
export interface TrainingSummary {
  readonly epochs: number;
  readonly images: number;
  /** Means over the last epoch as its batches were learnt, if it was learnt in this process. */
  readonly lastEpoch: TrainingMeans | undefined;
  /** Median time of a batch, if any was learnt in this process. */
  readonly millisecondsPerBatch: number | undefined;
}

/** Held-out images that are looked at after every epoch; the rest wait for the end. */
const WATCHED = 2000;
const MINUTE = 60_000;

/**
 * Trains a network in the experiment's run folder, with checkpoints and metrics, from the latest
 * checkpoint if there is one. Throws Interrupted, after saving, when the person asks to stop.
 */
export async function trainNetwork(
  experiment: Experiment<LearningOptions>,
  { training: images, held }: Images,
): Promise<Training> {
  const { options, run, seed, signal, say } = experiment;
  const settings = settingsFrom(options, seed);
  const sizes = {
    pixels: images.rows * images.columns,
    hidden: options.hidden,
    classes: images.classes,
  };
  run.update({ learning: { sizes, ...settings } });

  const checkpoints = run.file('checkpoints');
  const start = (await saved(checkpoints, settings, say)) ?? newLearner(sizes, seed);
  const lines = run.file('metrics.jsonl');
  const log = metricsLog(lines, existsSync(lines) ? start : undefined);
  const clock = batchClock();
  const inEpoch = batchOrder(images.count, settings.batch, seed, 1).length;
  const progress = trainingProgress(experiment, settings, {
    done: start.epoch * inEpoch + start.batch,
    all: settings.epochs * inEpoch,
  });
  let end: Learner | undefined;
  let means: TrainingMeans | undefined;
  const keep = (event: TrainingEvent): void => {
    if (event.kind === 'checkpoint') saveCheckpoint(checkpoints, event.learner, settings);
    if (event.kind === 'epoch') means = event.means;
    if (event.kind === 'finished') end = event.learner;
  };
  try {
    // The test set is looked at once, when all is learnt.
    const validation =
      experiment.run.record().data?.split === 'test'
        ? undefined
        : first(held, Math.min(WATCHED, held.count));
    const saveEvery = options.saveEvery * MINUTE;
    const events = train(start, images, settings, {
      ...(validation && { validation }),
      saveEvery,
      signal,
    }).pipe(
      tap((event) => log.append(trainingMetrics(event))),
      tap(keep),
      tap(clock.observe),
      tap(progress.observe),
    );
    await lastValueFrom(events, { defaultValue: undefined });
  } finally {
    disposeLearner(start);
    progress.done();
    log.close();
    writeMetricsTable(lines, run.file('metrics.parquet')); // of what failed, too
  }
  if (!end) throw new Interrupted();
  const { network, velocity, meanActivity } = end;
  disposeNetwork(velocity);
  for (const mean of meanActivity) mean.dispose();
  const summary = {
    epochs: settings.epochs,
    images: images.count,
    lastEpoch: means,
    millisecondsPerBatch: clock.median(),
  };
  return { network, settings, summary };
}

/**
 * The learner of the latest sound checkpoint; undefined where there is no checkpoint at all.
 * Throws InputError where none is sound, or it was learning by other settings.
 */
async function saved(
  folder: string,
  settings: LearningSettings,
  say: (text: string) => void,
): Promise<Learner | undefined> {
  const files = checkpointsIn(folder);
  for (const file of files) {
    const checkpoint = await loadCheckpoint(file).catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      if (file === files.at(-1))
        throw new InputError(
          `${error.message}. Start a new run, or remove ${folder} to start over`,
        );
      say(`${error.message}; taking the one before`);
    });
    if (!checkpoint) continue;
    const { learner, settings: before } = checkpoint;
    if (isDeepStrictEqual(before, settings)) {
      say(`going on after epoch ${learner.epoch}, batch ${learner.batch} of the next`);
      return learner;
    }
    disposeLearner(learner);
    throw new InputError(`${file} was learnt by other settings than this run's`);
  }
  return undefined;
}
