import { existsSync } from 'node:fs';
import { batchOrder } from '../images/batches';
import type { LabelledImages } from '../images/labelled-images';
import type { Learner } from '../learning/learner';
import type { CommonSettings } from '../learning/settings';
import type { TrainingEvent } from '../learning/train';
import { writeMetricsTable } from '../observation/metrics';
import { metricsLog, trainingMetrics } from '../observation/metrics-log';
import type { Experiment } from '../runs/scenario';
import type { Plan, TrainingOptions } from './plan';
import { type BatchClock, trainingProgress } from './training-progress';
import { trainingSummaries } from './training-summaries';

type Observer = (event: TrainingEvent) => void;

/** What is observed, and with what. */
interface Observed {
  /** Where the training begins, or goes on. */
  readonly start: Learner;
  readonly training: LabelledImages;
  /** What TensorBoard is shown. */
  readonly shown: LabelledImages;
  readonly clock: BatchClock;
  /** Keeps what is learnt, in a checkpoint. */
  readonly keep: Observer;
}

/**
 * Who looks on while a run trains, in this order: the log of metrics, which holds what a checkpoint has
 * seen; then `keep`; then TensorBoard, which shows what is saved, as a resumed run goes on after it; the
 * clock, and whoever waits. What they have open is closed at the end, of what failed, too.
 */
export function trainingObservers<S extends CommonSettings>(
  experiment: Experiment<TrainingOptions>,
  { system, settings }: Plan<S>,
  { start, training, shown, clock, keep }: Observed,
  atTheEnd: AtTheEnd,
): readonly Observer[] {
  const { options, run } = experiment;
  const summaries = options.tensorboard
    ? trainingSummaries(run.file('tensorboard'), system, settings, shown)
    : undefined;
  atTheEnd(() => summaries?.close());
  const lines = run.file('metrics.jsonl');
  const log = metricsLog(lines, existsSync(lines) ? start : undefined);
  atTheEnd(log.close);
  atTheEnd(() => writeMetricsTable(lines, run.file('metrics.parquet')));
  const inEpoch = batchOrder(training.count, settings.batch, settings.seed, 1).length;
  const progress = trainingProgress(experiment, system, settings, clock, {
    done: start.epoch * inEpoch + start.batch,
    all: settings.epochs * inEpoch,
  });
  atTheEnd(progress.done);
  return [
    (event) => log.append(trainingMetrics(event)),
    keep,
    (event) => summaries?.observe(event),
    clock.observe,
    progress.observe,
  ];
}

/** Has something done when the work is over, however it ended. */
type AtTheEnd = (ending: () => void) => void;

/**
 * Does work that opens things, then all that it asked for at the end, in that order, even where some
 * of it throws. Throws the first error of all: the work's own, where it has one.
 */
export async function withEndings<T>(work: (atTheEnd: AtTheEnd) => Promise<T>): Promise<T> {
  const endings: (() => void)[] = [];
  const errors: unknown[] = [];
  const attempt = (ending: () => void) => {
    try {
      ending();
    } catch (error) {
      errors.push(error);
    }
  };
  const done = await work((ending) => void endings.push(ending)).then(
    (result) => ({ result }),
    (error: unknown) => void errors.push(error),
  );
  endings.forEach(attempt);
  if (!done || errors.length > 0) throw errors[0];
  return done.result;
}
