import { closeSync, openSync } from 'node:fs';
import { InputError } from '../engine/errors';
import { append, fileError, writeWhole } from '../engine/files';
import { checkHeld } from '../engine/held-folders';
import type { Learner } from '../learning/learner';
import type { MetricRow } from './metric-row';
import { metricLines, readMetrics } from './metrics-lines';

/** A `metrics.jsonl` that grows with the run. */
export interface MetricsLog {
  /** Adds rows; they are with the operating system when it returns. Throws EnvironmentError. */
  append(rows: readonly MetricRow[]): void;
  close(): void;
}

/** How far a learner had come: epochs completed, and batches of the epoch under way. */
export type Progress = Pick<Learner, 'epoch' | 'batch'>;

/**
 * Opens the log of a new run, or with `resumeAt` that of a run which goes on from there: rows
 * about anything later are dropped, and so is a last line cut short by a crash.
 * Throws InputError if a new run's file exists, or a resumed run's is missing or damaged.
 */
export function metricsLog(file: string, resumeAt?: Progress): MetricsLog {
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
export function truncateMetrics(file: string, place: Progress): void {
  const kept = readMetrics(file).filter((row) => isBehind(row, place));
  writeWhole(file, metricLines(kept));
}

/** A row about an epoch as a whole is behind a learner that has completed that epoch. */
function isBehind(row: MetricRow, { epoch, batch }: Progress): boolean {
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
