import { closeSync, openSync } from 'node:fs';
import { InputError } from '../input/errors';
import type { Learner } from '../learning/learner';
import type { TrainingEvent } from '../learning/train';
import { fileError } from '../machine/file-errors';
import { append, checkHeld, writeWhole } from '../machine/files';
import { type MetricRow, measured, metricLines, readMetrics } from './metrics';

/** A `metrics.jsonl` that grows with the run. */
export interface MetricsLog {
  /** Adds rows; they are with the operating system when it returns. Throws EnvironmentError. */
  append(rows: readonly MetricRow[]): void;
  close(): void;
}

/** How far a learner had come: epochs completed, and batches of the epoch under way. */
export type TrainingPlace = Pick<Learner, 'epoch' | 'batch'>;

/**
 * Opens the log of a new run, or with `resumeAt` that of a run which goes on from there: rows
 * about anything later are dropped, and so is a last line cut short by a crash.
 * Throws InputError if a new run's file exists, or a resumed run's is missing or damaged.
 */
export function metricsLog(file: string, resumeAt?: TrainingPlace): MetricsLog {
  if (resumeAt) truncateMetrics(file, resumeAt);
  const log = openLog(file, resumeAt ? 'a' : 'ax');
  return {
    append(rows) {
      if (rows.length > 0) append(file, metricLines(rows), log);
    },
    close: () => closeSync(log),
  };
}

/** Drops the rows about what a learner at this place has still to learn. */
export function truncateMetrics(file: string, place: TrainingPlace): void {
  const kept = readMetrics(file).filter((row) => isBehind(row, place));
  writeWhole(file, metricLines(kept));
}

/** A row about an epoch as a whole is behind a learner that has completed that epoch. */
function isBehind(row: MetricRow, { epoch, batch }: TrainingPlace): boolean {
  if (row.epoch <= epoch) return true;
  return row.epoch === epoch + 1 && row.batch !== null && row.batch <= batch;
}

function openLog(file: string, flags: 'a' | 'ax'): number {
  checkHeld(file);
  try {
    return openSync(file, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && flags === 'ax')
      throw new InputError(`${file} exists already: resume that run, or choose another folder`);
    throw fileError('write', file, error);
  }
}

/** The rows that an event of training adds to the metrics; none for most. */
export function trainingMetrics(event: TrainingEvent): readonly MetricRow[] {
  if (event.kind === 'epoch') return ofTraining(event);
  return event.kind === 'validation' ? ofValidation(event) : [];
}

function ofTraining({ epoch, means }: Extract<TrainingEvent, { kind: 'epoch' }>): MetricRow[] {
  const row = rowsOf(epoch, 'training');
  return [
    ...(means.pairError === undefined ? [] : [row('pair_error_percent', means.pairError)]),
    row('readout_error_percent', means.readoutError),
    ...means.positive.map((value, index) =>
      row('positive_goodness_per_unit', value, { layer: index + 1 }),
    ),
    ...means.negative.map((value, index) =>
      row('negative_goodness_per_unit', value, { layer: index + 1 }),
    ),
  ];
}

function ofValidation({
  epoch,
  evaluation: { labels, goodness, readout, byStep },
}: Extract<TrainingEvent, { kind: 'validation' }>): MetricRow[] {
  const row = rowsOf(epoch, 'validation');
  const error = (answers: Uint8Array) =>
    (100 * answers.filter((answer, at) => answer !== labels[at]).length) / labels.length;
  return [
    ...(goodness ? [row('error_percent', error(goodness))] : []),
    row('readout_error_percent', error(readout)),
    ...byStep.map((answers, index) =>
      row('step_error_percent', error(answers), { step: index + 1 }),
    ),
  ];
}

/** Rows about an epoch as a whole. */
function rowsOf(epoch: number, split: MetricRow['split']) {
  return (
    metric: string,
    value: number,
    where: Partial<Pick<MetricRow, 'step' | 'layer'>> = {},
  ): MetricRow =>
    measured({ epoch, batch: null, step: null, layer: null, split, metric, ...where }, value);
}
