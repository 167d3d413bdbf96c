import { type CrossedTable, crossedMeans } from './crossed-means';
import { quantile } from './mean';
import type { Difference } from './paired-difference';
import type { Share } from './wilson';

/**
 * A system's error in per cent, as a mean over networks that were trained from different seeds, and
 * its percentile interval: how far it would move with other networks and other images. `wrong`
 * [networks][images] is 1 where that network's answer to that image is wrong, and 0 elsewhere.
 *
 * Networks and images are resampled apart from each other, since every network saw the same images
 * (`crossedMeans`). No bootstrap of such a table is exact: this one makes somewhat too much of how
 * networks and images fall together, and too little of the spread between few networks. Of 5, a
 * 95 % interval holds the true error less often than it says where networks differ much. Of one,
 * images alone are resampled, and `resampled` says so.
 *
 * Source: A. B. Owen (2007), The pigeonhole bootstrap, Ann. Appl. Stat. 1, 386–411.
 * @throws RangeError as `crossedMeans`: for a table without networks or images, or with rows of
 * unequal length, and for `resamples` that are not a whole number above 0.
 */
export function bootstrapError(
  wrong: readonly Uint8Array[],
  options: BootstrapOptions,
): Share & Resampled {
  const { estimate, ...interval } = bootstrap(wrong, options);
  return { percent: estimate, ...interval };
}

/**
 * The difference of two systems' errors, first less second, in percentage points: as
 * `bootstrapError`, of two tables [networks][images] of the same images. Row by row, both are the
 * same network read in two ways, or two networks of the same seed; a network's rows are drawn
 * together, and an image's columns too.
 *
 * @throws RangeError as `bootstrapError`, and for tables that differ in size.
 */
export function bootstrapDifference(
  first: readonly Uint8Array[],
  second: readonly Uint8Array[],
  options: BootstrapOptions,
): Difference & Resampled {
  if (first.length !== second.length)
    throw new RangeError(`the first has ${first.length} networks, the second ${second.length}`);
  const rows = first.map((row, at) => differences(row, second[at] as Uint8Array));
  const { estimate, ...interval } = bootstrap(rows, options);
  return { points: estimate, ...interval };
}

function differences(first: Uint8Array, second: Uint8Array): Int8Array {
  if (first.length !== second.length)
    throw new RangeError(`the first saw ${first.length} images, the second ${second.length}`);
  return Int8Array.from(first, (wrong, at) => wrong - (second[at] as number));
}

/** A mean of a table of 0 and 1 (or −1), in per cent. */
function bootstrap(table: CrossedTable, options: BootstrapOptions) {
  const { estimate, low, high, ...resampled } = bootstrapMean(table, options);
  return { estimate: 100 * estimate, low: 100 * low, high: 100 * high, ...resampled };
}

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
