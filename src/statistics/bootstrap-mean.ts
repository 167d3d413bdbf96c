import { type CrossedTable, crossedMeans } from './crossed-means';
import { quantile } from './quantile';

/** How to resample. */
export interface BootstrapOptions {
  /** Of the random draws; it has nothing to do with the networks' seeds. */
  readonly seed: number;
  /** How often to resample; 5000 unless told: a limit then moves by 2 % of the interval's half. */
  readonly resamples?: number;
  /** 0.95 unless told. */
  readonly confidence?: number;
}

/** What an interval was resampled from. */
export interface Resampled {
  /** `images`: there was one network, and the interval says nothing of what another would do. */
  readonly resampled: 'networks and images' | 'images';
  readonly networks: number;
  readonly resamples: number;
}

/** A mean and the interval that holds the true one. */
export interface Mean {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The mean of a table of numbers [networks][items], and its percentile interval: how far it would
 * move with other networks and other items. What `bootstrapError` says of its intervals holds here.
 * @throws RangeError as `crossedMeans`.
 */
export function bootstrapMean(
  table: CrossedTable,
  { seed, resamples = 5000, confidence = 0.95 }: BootstrapOptions,
): Mean & Resampled {
  const means = crossedMeans(table, seed, resamples).sort();
  const tail = (1 - confidence) / 2;
  return {
    estimate: mean(table),
    low: quantile(means, tail),
    high: quantile(means, 1 - tail),
    resampled: table.length > 1 ? 'networks and images' : 'images',
    networks: table.length,
    resamples,
  };
}

function mean(table: CrossedTable): number {
  let [sum, count] = [0, 0];
  for (const row of table) {
    for (let at = 0; at < row.length; at++) sum += row[at] as number;
    count += row.length;
  }
  return sum / count;
}
