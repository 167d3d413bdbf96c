import { z } from 'zod';
import { limited } from '../engine/limited';
import { MOST_LAYERS } from '../network/layer';

const sum = z.number().min(0);

/** A tally as checkpoints hold it. */
export const tallySchema: z.ZodType<Tally> = z.strictObject({
  batches: sum,
  images: sum,
  pairsWrong: sum,
  readoutWrong: sum,
  positive: limited(z.array(sum), MOST_LAYERS),
  negative: limited(z.array(sum), MOST_LAYERS),
});

/** Sums over the batches of an epoch (or a batch's own figures, where `batches` is 1). */
export interface Tally {
  readonly batches: number;
  readonly images: number;
  /** Images for which what is to be lowered scored at least as high as what is to be raised. */
  readonly pairsWrong: number;
  /** Images that the one-pass readout got wrong. */
  readonly readoutWrong: number;
  /** Mean goodness a unit of each hidden layer on what is to be raised, summed over batches. */
  readonly positive: readonly number[];
  /** The same on what is to be lowered; empty where nothing is. */
  readonly negative: readonly number[];
}

/** Means over what was tallied; errors in per cent. */
export interface TrainingMeans {
  readonly images: number;
  /** Undefined where nothing is to be lowered. */
  readonly pairError: number | undefined;
  readonly readoutError: number;
  readonly positive: readonly number[];
  readonly negative: readonly number[];
}

export function emptyTally(hiddenLayers: number): Tally {
  const zeros = new Array<number>(hiddenLayers).fill(0);
  return {
    batches: 0,
    images: 0,
    pairsWrong: 0,
    readoutWrong: 0,
    positive: zeros,
    negative: zeros,
  };
}

export function addTallies(one: Tally, other: Tally): Tally {
  const sum = (a: readonly number[], b: readonly number[]) => b.map((x, at) => x + (a[at] ?? 0));
  return {
    batches: one.batches + other.batches,
    images: one.images + other.images,
    pairsWrong: one.pairsWrong + other.pairsWrong,
    readoutWrong: one.readoutWrong + other.readoutWrong,
    positive: sum(one.positive, other.positive),
    negative: sum(one.negative, other.negative),
  };
}

export function meansOf(tally: Tally): TrainingMeans {
  return {
    images: tally.images,
    pairError: tally.negative.length === 0 ? undefined : (100 * tally.pairsWrong) / tally.images,
    readoutError: (100 * tally.readoutWrong) / tally.images,
    positive: tally.positive.map((sum) => sum / tally.batches),
    negative: tally.negative.map((sum) => sum / tally.batches),
  };
}
