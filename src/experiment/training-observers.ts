import { existsSync } from 'node:fs';
import { batchOrder } from '../data/batches';
import type { LabelledImages } from '../data/labelled-images';
import type { Learner } from '../learning/learner';
import type { CommonSettings } from '../learning/settings';
import type { TrainingEvent } from '../learning/train';
import { metricsLog } from '../observation/metrics-log';
import { writeMetricsTable } from '../observation/metrics-table';
import { trainingMetrics } from '../observation/training-metrics';
import type { BatchClock } from './batch-clock';
import type { Experiment } from './experiment';
import type { Plan } from './plan';
import type { TrainingOptions } from './training-options';
import { trainingProgress } from './training-progress';
import { trainingSummaries } from './training-summaries';
import type { AtTheEnd } from './with-endings';

type Observer = (event: TrainingEvent) => void;

/** What is watched, and with what. */
interface Watched {
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
  { start, training, shown, clock, keep }: Watched,
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
