import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { lastValueFrom, tap } from 'rxjs';
import { batchOrder } from '../data/batches';
import { first } from '../data/split';
import { InputError } from '../engine/errors';
import type { Exhibit } from '../exhibits/exhibit';
import { learningCurves } from '../exhibits/learning-curves';
import { loadCheckpoint } from '../learning/checkpoint';
import { checkpointsIn, saveCheckpoint } from '../learning/checkpoint-folder';
import { disposeLearner, type Learner, newLearner } from '../learning/learner';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { TrainingMeans } from '../learning/tally';
import { type TrainingEvent, train } from '../learning/train';
import type { FeedforwardNetwork } from '../network/network';
import { disposeNetwork } from '../network/parameters';
import type { Sizes } from '../network/sizes';
import { readMetrics } from '../observation/metrics-lines';
import { metricsLog } from '../observation/metrics-log';
import { writeMetricsTable } from '../observation/metrics-table';
import { trainingMetrics } from '../observation/training-metrics';
import { batchClock } from './batch-clock';
import type { Experiment } from './experiment';
import type { Images } from './images';
import { Interrupted } from './interrupted';
import { keepExhibits } from './keep-exhibits';
import { trainingProgress } from './training-progress';
import { trainingSummaries } from './training-summaries';

/** What is to be trained, and how. */
export interface Plan<N extends FeedforwardNetwork, S extends CommonSettings> {
  readonly system: System<N, S>;
  /** As asked for; the system may have sizes of its own. */
  readonly sizes: Sizes;
  readonly settings: S;
}

/** What decides how a training is watched, not what is learnt. */
export interface TrainingOptions {
  /** Minutes between checkpoints within an epoch. */
  readonly saveEvery: number;
  /** Whether to write for TensorBoard, too. */
  readonly tensorboard?: boolean | undefined;
}

/** What training came to. */
export interface Training<N extends FeedforwardNetwork, S extends CommonSettings> {
  /** The caller owns it. */
  readonly network: N;
  readonly settings: S;
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
export async function trainSystem<N extends FeedforwardNetwork, S extends CommonSettings>(
  experiment: Experiment<TrainingOptions>,
  { training: images, held }: Images,
  { system, sizes, settings }: Plan<N, S>,
): Promise<Training<N, S>> {
  const { options, run, seed, signal, say } = experiment;
  // The test set is looked at once, when all is learnt.
  const validation =
    run.record().data?.split === 'test' ? undefined : first(held, Math.min(WATCHED, held.count));
  const summaries = options.tensorboard
    ? trainingSummaries(run.file('tensorboard'), system, settings, validation ?? images)
    : undefined;
  const checkpoints = run.file('checkpoints');
  const start =
    (await saved(system, checkpoints, settings, say)) ?? newLearner(sizes, seed, system.initialise);
  run.update({ learning: { system: system.name, sizes: start.network.sizes, ...settings } });
  const lines = run.file('metrics.jsonl');
  const log = metricsLog(lines, existsSync(lines) ? start : undefined);
  const clock = batchClock();
  const inEpoch = batchOrder(images.count, settings.batch, seed, 1).length;
  const progress = trainingProgress(experiment, system, settings, clock, {
    done: start.epoch * inEpoch + start.batch,
    all: settings.epochs * inEpoch,
  });
  let end: Learner<N> | undefined;
  let means: TrainingMeans | undefined;
  const keep = (event: TrainingEvent<N>): void => {
    if (event.kind === 'checkpoint') saveCheckpoint(checkpoints, system, event.learner, settings);
    if (event.kind === 'epoch') means = event.means;
    if (event.kind === 'finished') end = event.learner;
  };
  try {
    const saveEvery = options.saveEvery * MINUTE;
    const events = train(system, start, images, settings, {
      ...(validation && { validation }),
      saveEvery,
      signal,
    }).pipe(
      tap((event) => log.append(trainingMetrics(event))),
      tap(keep),
      tap((event) => summaries?.observe(event)), // of what is saved: a resumed run goes on after it
      tap(clock.observe),
      tap(progress.observe),
    );
    await lastValueFrom(events, { defaultValue: undefined });
  } finally {
    disposeLearner(start);
    progress.done();
    log.close();
    summaries?.close();
    writeMetricsTable(lines, run.file('metrics.parquet')); // of what failed, too
  }
  await keepExhibits(experiment, await learningShown(lines));
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

/** How the training that is written down in this file went, drawn: nothing where it has no epoch. */
async function learningShown(lines: string): Promise<readonly Exhibit[]> {
  const drawn = await learningCurves([{ run: '', rows: readMetrics(lines) }]);
  return drawn ? [drawn] : [];
}

/**
 * The learner of the latest sound checkpoint; undefined where there is no checkpoint at all.
 * Throws InputError where none is sound, or it was learning by other settings.
 */
async function saved<N extends FeedforwardNetwork, S extends CommonSettings>(
  system: System<N, S>,
  folder: string,
  settings: S,
  say: (text: string) => void,
): Promise<Learner<N> | undefined> {
  const files = checkpointsIn(folder);
  for (const file of files) {
    const checkpoint = await loadCheckpoint(system, file).catch((error: unknown) => {
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
