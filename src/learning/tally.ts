import { z } from 'zod';

const sum = z.number().min(0);

/** A tally as checkpoints hold it. */
export const tallySchema: z.ZodType<Tally> = z.strictObject({
  batches: sum,
  images: sum,
  pairsWrong: sum,
  readoutWrong: sum,
  positive: z.array(sum),
  negative: z.array(sum),
});

/** Sums over the batches of an epoch (or a batch's own figures, where `batches` is 1). */
export interface Tally {
  readonly batches: number;
  readonly images: number;
  /** Images whose wrong label scored at least as high as the true one over the window. */
  readonly pairsWrong: number;
  /** Images that the one-pass readout got wrong. */
  readonly readoutWrong: number;
  /** Mean goodness a unit of each hidden layer under the true label, summed over batches. */
  readonly positive: readonly number[];
  /** The same under the wrong label. */
  readonly negative: readonly number[];
}

/** Means over what was tallied; errors in per cent. */
export interface TrainingMeans {
  readonly images: number;
  readonly pairError: number;
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
  const sum = (a: readonly number[], b: readonly number[]) => a.map((x, at) => x + (b[at] ?? 0));
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
    pairError: (100 * tally.pairsWrong) / tally.images,
    readoutError: (100 * tally.readoutWrong) / tally.images,
    positive: tally.positive.map((sum) => sum / tally.batches),
    negative: tally.negative.map((sum) => sum / tally.batches),
  };
}
