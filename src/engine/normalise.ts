import * as tf from './ops';

/** Added to the mean square before the root, so that a silent layer stays silent. */
export const NORMALISE_EPSILON = 1e-8;

/** Sum over units (the last axis, kept with length 1) of the squared activity. */
export function sumOfSquares<T extends tf.Tensor>(activity: T): T {
  return tf.tidy(() => tf.sum(tf.square(activity), -1, true) as T);
}

/**
 * Activity scaled to mean square 1 over its units (the last axis); shape as given.
 * `squares` is its `sumOfSquares`, for callers that already have it.
 * Source: section 2 of the paper normalises the length; `ffnew.m` the mean square, as here.
 */
export function normalise<T extends tf.Tensor>(activity: T, squares?: T): T {
  const units = activity.shape[activity.rank - 1] as number;
  return tf.tidy(() => {
    const sum = squares ?? sumOfSquares(activity);
    return tf.mul(activity, tf.rsqrt(tf.add(tf.div(sum, units), NORMALISE_EPSILON))) as T;
  });
}
