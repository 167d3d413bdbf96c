import { HYPOTHESES } from './hypotheses';
import type { Objective } from './objective';

/** Half the spacing of float32 at 1, the largest coefficient: a smaller one is lost next to it. */
const SILENT = 2 ** -24;

/** The (step, hypothesis, image) rows of a layer's activity that are pushed at all. */
export interface Speaking {
  /** Their places among the T · K · B rows. */
  readonly rows: Int32Array;
  /** The coefficient c of each. */
  readonly coefficients: Float32Array;
}

/**
 * The rows that speak. After the first epochs most pairs are told apart so surely that p is 0 or 1
 * and nothing is left to push: only the others need to be multiplied. `goodness` is [T × K × B].
 * There is always one row, so that nothing built from them is empty.
 */
export function speakingRows(
  goodness: Float32Array,
  images: number,
  units: number,
  objective: Objective,
): Speaking {
  const coefficients = goodness.map((value, row) => {
    const isTruth = Math.floor(row / images) % HYPOTHESES === 0;
    return objective(value, units, isTruth ? 1 : 0);
  });
  const found = Array.from(coefficients.keys()).filter(
    (row) => !(Math.abs(coefficients[row] as number) <= SILENT), // not a number speaks too
  );
  const rows = Int32Array.from(found.length === 0 ? [0] : found);
  return { rows, coefficients: Float32Array.from(rows, (row) => coefficients[row] as number) };
}
