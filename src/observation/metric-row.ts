import { z } from 'zod';
import { MOST_COUNTED } from '../engine/whole-numbers';

export const SPLITS = ['training', 'validation', 'test'] as const;

/** From `least` to what a column of the table holds. */
const counted = (least: number) => z.int().min(least).max(MOST_COUNTED);
/** Letters of a metric's name at the most. */
const LONGEST = 200;

/**
 * One number about a run: metrics are long and tidy, a row a number, so that a new metric is a new
 * name and never a new column. The same seven columns in `metrics.jsonl` and `metrics.parquet`.
 */
export const metricRow = z.strictObject({
  epoch: counted(1).describe('epoch, from 1'),
  batch: counted(1).nullable().describe('batch, from 1; null is the epoch as a whole'),
  step: counted(0).nullable().describe('time step; null where no single step is meant'),
  split: z.enum(SPLITS).describe('images that were measured'),
  metric: z
    .string()
    .min(1)
    .max(LONGEST)
    .describe('what was measured, with its unit: `error_percent`'),
  layer: counted(1).nullable().describe('hidden layer, from 1; null is the network'),
  value: z.number().nullable().describe('the number; null where it is not finite'),
});

/** As on disk. */
export type MetricRow = Readonly<z.infer<typeof metricRow>>;

/** The row of a number that may not be finite, which JSON cannot hold. */
export function measured(row: Omit<MetricRow, 'value'>, value: number): MetricRow {
  return { ...row, value: Number.isFinite(value) ? value : null };
}
