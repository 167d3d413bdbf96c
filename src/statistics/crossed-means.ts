import { type RandomStream, randomStream } from '../engine/random';

/** Rows are networks, columns are images, or whatever else was counted: [networks][images]. */
export type CrossedTable = readonly ArrayLike<number>[];

/**
 * Means of resamples of a table. Each resample draws as many networks as there are and, apart from
 * them, as many images as there are, both with replacement; an image that is drawn twice counts
 * twice for every network drawn. Where all are the same whole number, so are all means.
 *
 * The draws depend on `seed` and the number of networks and of images alone: two tables of the same
 * size are resampled alike.
 *
 * @returns One mean a resample.
 * @throws RangeError for a table without networks or images, or of rows of unequal length, and for
 * `resamples` that are not a whole number above 0.
 */
export function crossedMeans(table: CrossedTable, seed: number, resamples: number): Float64Array {
  const images = checkedImages(table);
  if (!Number.isInteger(resamples) || resamples < 1)
    throw new RangeError(`resamples must be a whole number above 0, not ${resamples}`);
  const { networkCounts, imageCounts } = drawsFor(table.length, images, seed, resamples);
  return Float64Array.from({ length: resamples }, (_, resample) => {
    const weights = imageCounts.subarray(resample * images, (resample + 1) * images);
    let sum = 0;
    for (const [at, row] of table.entries()) {
      const times = networkCounts[resample * table.length + at] as number;
      if (times > 0) sum += times * weightedSum(row, weights);
    }
    return sum / (table.length * images);
  });
}

/** How often each network and image is drawn: [resamples × networks], [resamples × images]. */
interface Draws {
  readonly size: string;
  readonly networkCounts: Uint16Array;
  readonly imageCounts: Uint16Array;
}

/** Of the size that was asked for last: a comparison has hundreds of tables of one size. */
let latest: Draws | undefined;

function drawsFor(networks: number, images: number, seed: number, resamples: number): Draws {
  const size = [networks, images, seed, resamples].join();
  if (latest?.size === size) return latest;
  const draw = (name: string, count: number) => {
    const stream = randomStream(seed, 'bootstrap', name);
    const counts = new Uint16Array(resamples * count);
    for (let resample = 0; resample < resamples; resample++)
      drawCounts(stream, counts.subarray(resample * count, (resample + 1) * count));
    return counts;
  };
  const networkCounts = draw('networks', networks);
  latest = { size, networkCounts, imageCounts: draw('images', images) };
  return latest;
}

function checkedImages(table: CrossedTable): number {
  const images = table[0]?.length ?? 0;
  if (images === 0) throw new RangeError('there is nothing to resample: no network, or no image');
  if (table.some((row) => row.length !== images))
    throw new RangeError('every network must have seen the same images: the rows differ in length');
  return images;
}

/** How often each of so many is drawn in as many draws with replacement. */
function drawCounts(stream: RandomStream, counts: Uint16Array): void {
  for (let draw = 0; draw < counts.length; draw++) {
    const drawn = stream.integer(0, counts.length - 1);
    counts[drawn] = (counts[drawn] as number) + 1;
  }
}

function weightedSum(row: ArrayLike<number>, weights: Uint16Array): number {
  let sum = 0;
  for (let at = 0; at < row.length; at++) sum += (row[at] as number) * (weights[at] as number);
  return sum;
}
