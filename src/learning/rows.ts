import * as tf from '../engine/ops';
import { placesOf } from '../engine/places';
import { tidy } from '../engine/tidy';
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
    const truths = steps.map((one): tf.Tensor2D => {
      const [, shown, units] = one.shape;
      const first = tf.reshape<tf.Rank.R2>(tf.slice(one, [0, 0, 0], [1, shown, units]), [
        shown,
        units,
      ]);
      return shown === images ? first : tf.broadcastTo(first, [images, units]);
    });
    const sum = truths.length === 1 ? (truths[0] as tf.Tensor2D) : (tf.addN(truths) as tf.Tensor2D);
    return tf.matMul(tf.ones([1, images]), sum);
  });
}

/**
 * Rows with a coefficient |c| of at most this are left out: half the spacing of float32 at 1, the largest |c|.
 * It is c alone that is compared, not what a row would add to a gradient.
 */
const LOST = 2 ** -24;
/** What no |c| is at most. */
const NEVER = -1;

/** The (step, hypothesis, image) rows of a layer's activity that are pushed at all. */
export interface PushedRows {
  /** Which of the K · B rows of each step: T times [R_t], int32. */
  readonly rows: readonly tf.Tensor1D[];
  /** The coefficient c of each: [R, 1], R = Σ R_t. */
  readonly coefficients: tf.Tensor2D;
}

/** Which rows are pushed: those whose coefficient is not lost, or all, so that their number is always the same. */
export type WhichRows = 'not lost' | 'all';

/**
 * The rows that are pushed. After the first epochs most pairs are told apart so surely that p is 0 or 1
 * and next to nothing is left to push: only the others are multiplied, unless `which` asks for all. `goodness` is
 * [T, K, B].
 */
export function pushedRows(
  goodness: tf.Tensor3D,
  units: number,
  objective: Objective,
  which: WhichRows = 'not lost',
): PushedRows {
  return tidy(() => {
    const [steps, hypotheses, images] = goodness.shape;
    const [positive, negative] = tf.split(goodness, HYPOTHESES, 1) as [tf.Tensor3D, tf.Tensor3D];
    const all = tf.concat3d([objective(positive, units, 1), objective(negative, units, 0)], 1);
    const lost = which === 'all' ? NEVER : LOST;
    const pushed = tf.logicalNot(tf.lessEqual(tf.abs(all), lost)); // not a number pushes, too
    const byStep = (one: tf.Tensor) =>
      tf.unstack(tf.reshape(one, [steps, hypotheses * images])) as tf.Tensor1D[];
    const rows = byStep(pushed).map(placesOf);
    const own = byStep(all).map((one, step) => tf.gather(one, rows[step] as tf.Tensor1D));
    return { rows, coefficients: tf.expandDims(tf.concat(own), 1) as tf.Tensor2D };
  });
}
