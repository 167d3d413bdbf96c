import * as tf from '../engine/ops';
import type { Objective } from './objective';

/** What training holds at the top: the true label (0) and a wrong one (1). */
export const HYPOTHESES = 2;

/**
 * The rows that are pushed, out of what one layer showed at each step: `steps` are
 * [K or 1, B or 1, n], `rows` [R_t] the places among the K · B rows of step t. [Σ R_t, n].
 *
 * Gathered step by step, so that the steps are never put together whole: that would be the largest
 * matrix of all.
 */
export function gatherRows(
  steps: readonly tf.Tensor3D[],
  rows: readonly tf.Tensor1D[],
  images: number,
): tf.Tensor2D {
  return tf.tidy(() =>
    tf.concat2d(
      steps.map((one, at) => tf.gather<tf.Tensor2D>(allRows(one, images), rows[at] as tf.Tensor1D)),
      0,
    ),
  );
}

/** Rows among all steps, in ascending order, as those of each step: T times [R_t], int32. */
export function rowsByStep(rows: Int32Array, steps: number, perStep: number): tf.Tensor1D[] {
  return Array.from({ length: steps }, (_, step) => {
    const own = rows.filter((row) => Math.floor(row / perStep) === step);
    return tf.tensor1d(
      own.map((row) => row - step * perStep),
      'int32',
    );
  });
}

/**
 * One step's rows, from [K or 1, B or 1, n]: [K · B, n]. What is the same under every hypothesis or for
 * every image is repeated.
 */
export function allRows(one: tf.Tensor3D, images: number): tf.Tensor2D {
  const [hypotheses, shown, units] = one.shape;
  const whole = hypotheses === HYPOTHESES && shown === images;
  const all = whole ? one : tf.broadcastTo<tf.Rank.R3>(one, [HYPOTHESES, images, units]);
  return tf.reshape(all, [HYPOTHESES * images, units]);
}

/** The sum over steps and images of what was shown under the true label: [1, n]. */
export function sumUnderTruth(steps: readonly tf.Tensor3D[], images: number): tf.Tensor2D {
  return tf.tidy(() => {
    const sums = steps.map((one) => {
      const [, shown, units] = one.shape;
      const truths = tf.reshape(tf.slice(one, [0, 0, 0], [1, shown, units]), [shown, units]);
      return tf.matMul(tf.fill([1, shown], images / shown), truths);
    });
    return tf.addN(sums) as tf.Tensor2D;
  });
}

/** Half the spacing of float32 at 1, the largest coefficient: a smaller one is lost next to it. */
const LOST = 2 ** -24;

/** The (step, hypothesis, image) rows of a layer's activity that are pushed at all. */
interface PushedRows {
  /** Their places among the T · K · B rows. */
  readonly rows: Int32Array;
  /** The coefficient c of each. */
  readonly coefficients: Float32Array;
}

/**
 * The rows that are pushed. After the first epochs most pairs are told apart so surely that p is 0 or 1
 * and nothing is left to push: only the others need to be multiplied. `goodness` is [T × K × B].
 * There is always one row, so that nothing built from them is empty.
 */
export function pushedRows(
  goodness: Float32Array,
  images: number,
  units: number,
  objective: Objective,
): PushedRows {
  const coefficients = goodness.map((value, row) => {
    const isTruth = Math.floor(row / images) % HYPOTHESES === 0;
    return objective(value, units, isTruth ? 1 : 0);
  });
  const found = Array.from(coefficients.keys()).filter(
    (row) => !(Math.abs(coefficients[row] as number) <= LOST), // not a number pushes, too
  );
  const rows = Int32Array.from(found.length === 0 ? [0] : found);
  return { rows, coefficients: Float32Array.from(rows, (row) => coefficients[row] as number) };
}
