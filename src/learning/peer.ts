import * as tf from '../engine/ops';

/** Where a unit's running mean activity starts. */
export const INITIAL_MEAN_ACTIVITY = 0.5;
/** Share of the running mean that each batch replaces. */
const RENEWAL = 0.1;

/**
 * The peer term λ (mean(m) − m): raises units that are quieter than their peers, [n].
 * Source: `ffnew.m`, λ = 0.03 there.
 */
export function peerTerm(meanActivity: tf.Tensor1D, strength: number): tf.Tensor1D {
  return tf.tidy(() => tf.mul(tf.sub(tf.mean(meanActivity), meanActivity), strength));
}

/** m ← 0.9 m + 0.1 · mean over the images of `activity` [B, n]. Returns a new tensor. */
export function updateMeanActivity(meanActivity: tf.Tensor1D, activity: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() =>
    tf.add(tf.mul(meanActivity, 1 - RENEWAL), tf.mul(tf.mean(activity, 0), RENEWAL)),
  );
}
