import { existsSync } from 'node:fs';
import path from 'node:path';
import { lastValueFrom, tap } from 'rxjs';
import { batchOrder } from '../data/batches';
import { first } from '../data/split';
import { InputError } from '../engine/errors';
import { disposeLearner, type Learner, newLearner } from '../learning/learner';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { TrainingMeans } from '../learning/tally';
import { checkBatch, type TrainingEvent, train } from '../learning/train';
import { type Architecture, sizesOf } from '../network/architecture';
import { connectionsInWords } from '../network/declare';
import type { Network } from '../network/network';
import { disposeNetwork } from '../network/parameters';
import { metricsLog } from '../observation/metrics-log';
import { writeMetricsTable } from '../observation/metrics-table';
import { tensorboardEngine } from '../observation/tensorboard';
import { trainingMetrics } from '../observation/training-metrics';
import { type BatchClock, batchClock } from './batch-clock';
import { checkSize } from './check-size';
import { saveCheckpoint } from './checkpoint-folder';
import type { Experiment } from './experiment';
import type { Images } from './images';
import { Interrupted } from './interrupted';
import { keepLearningCurves } from './keep-learning-curves';
import { trainedOn } from './learnt-from';
import { savedLearner } from './saved-learner';
import { trainingProgress } from './training-progress';
import { trainingSummaries } from './training-summaries';
import { withEndings } from './with-endings';

/** What is to be trained, and how. */
export interface Plan<S extends CommonSettings> {
  readonly system: System<S>;
  readonly architecture: Architecture;
  readonly settings: S;
}

/** The plan, if the system has such networks. Throws InputError where it has none. */
export function checkedPlan<S extends CommonSettings>(plan: Plan<S>): Plan<S> {
  const { system, architecture, settings } = plan;
  if (system.takes(architecture, settings)) return plan;
  throw new InputError(
    `the system ${system.name} has no networks whose layers are joined so: ${connectionsInWords(architecture).join('; ')}`,
  );
}

/** What decides how a training is watched, not what is learnt. */
export interface TrainingOptions {
  /** Minutes between checkpoints within an epoch. */
  readonly saveEvery: number;
  /** Whether to write for TensorBoard, too. */
  readonly tensorboard?: boolean | undefined;
}

/** What training came to. */
export interface Training<S extends CommonSettings> {
  /** The caller owns it. */
  readonly network: Network;
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
const CHECKPOINTS = 'checkpoints';

/** Throws InputError where a training cannot even begin: to be asked before anything is written. */
export function checkTraining(
  { training }: Images,
  { architecture, settings }: Pick<Plan<CommonSettings>, 'architecture' | 'settings'>,
  { tensorboard }: Pick<TrainingOptions, 'tensorboard'>,
): void {
  const { batch, steps = 1 } = settings as CommonSettings & { readonly steps?: number };
  checkBatch(training, settings);
  checkSize(architecture, { batch, steps });
  if (tensorboard) tensorboardEngine();
}

/**
 * Trains a network in the experiment's run folder, with checkpoints and metrics, from the latest
 * checkpoint if there is one. Throws Interrupted, after saving, when the person asks to stop;
 * InputError where the network is too large.
 */
export async function trainSystem<S extends CommonSettings>(
  experiment: Experiment<TrainingOptions>,
  images: Images,
  plan: Plan<S>,
): Promise<Training<S>> {
  const { settings } = plan;
  checkTraining(images, plan, experiment.options);
  const clock = batchClock();
  const { end, means } = await learn(experiment, images, plan, clock);
  const drawn = keepLearningCurves(experiment);
  if (!end) {
    await drawn.catch(() => undefined); // that the run was interrupted says more
    throw new Interrupted();
  }
  await drawn.catch((error: unknown) => {
    disposeLearner(end);
    throw error;
  });
  const { network, velocity, meanActivity } = end;
  disposeNetwork(velocity);
  for (const mean of meanActivity) mean.dispose();
  const summary = {
    epochs: settings.epochs,
    images: images.training.count,
    lastEpoch: means,
    millisecondsPerBatch: clock.median(),
  };
  return { network, settings, summary };
}

/** What learning left behind. */
interface Left {
  /** Undefined where the person asked to stop before. The caller owns it. */
  end?: Learner;
  /** Of the last epoch that was learnt here. */
  means?: TrainingMeans;
}

async function learn<S extends CommonSettings>(
  experiment: Experiment<TrainingOptions>,
  { training: images, held }: Images,
  plan: Plan<S>,
  clock: BatchClock,
): Promise<Left> {
  const { system, architecture, settings } = plan;
  const { options, run, seed, signal, say } = experiment;
  // The test set is looked at once, when all is learnt.
  const { data } = run.record();
  const validation =
    data?.split === 'test' ? undefined : first(held, Math.min(WATCHED, held.count));
  const left: Left = {};
  const keep = (event: TrainingEvent): void => {
    if (event.kind === 'checkpoint') {
      const learntFrom = data && trainedOn(data);
      saveCheckpoint(run.file(CHECKPOINTS), system, event.learner, settings, learntFrom);
    }
    if (event.kind === 'epoch') left.means = event.means;
    if (event.kind === 'finished') left.end = event.learner;
  };
  const work = withEndings(async (atTheEnd) => {
    const goesOn = run.record().resumed.length > 0;
    // Looked at by its path: a run that cannot go on stays as it was.
    const saved =
      goesOn && (await savedLearner(system, path.join(run.path, CHECKPOINTS), plan, say));
    const start = saved || newLearner(architecture, seed);
    atTheEnd(() => disposeLearner(start));
    run.update({
      learning: {
        system: system.name,
        sizes: sizesOf(start.network.architecture),
        connections: connectionsInWords(start.network.architecture),
        ...settings,
      },
    });
    const summaries = options.tensorboard
      ? trainingSummaries(run.file('tensorboard'), system, settings, validation ?? images)
      : undefined;
    atTheEnd(() => summaries?.close());
    const lines = run.file('metrics.jsonl');
    const log = metricsLog(lines, existsSync(lines) ? start : undefined);
    atTheEnd(log.close);
    atTheEnd(() => writeMetricsTable(lines, run.file('metrics.parquet'))); // of what failed, too
    const inEpoch = batchOrder(images.count, settings.batch, seed, 1).length;
    const progress = trainingProgress(experiment, system, settings, clock, {
      done: start.epoch * inEpoch + start.batch,
      all: settings.epochs * inEpoch,
    });
    atTheEnd(progress.done);
    const saveEvery = options.saveEvery * MINUTE;
    const watched = { ...(validation && { validation }), saveEvery, signal };
    const events = train(system, start, images, settings, watched).pipe(
      tap((event) => log.append(trainingMetrics(event))),
      tap(keep),
      tap((event) => summaries?.observe(event)), // of what is saved: a resumed run goes on after it
      tap(clock.observe),
      tap(progress.observe),
    );
    await lastValueFrom(events, { defaultValue: undefined });
  });
  await work.catch((error: unknown) => {
    if (left.end) disposeLearner(left.end);
    throw error;
  });
  return left;
}
