import type { Tensor2D, Tensor3D } from '../engine/ops';
import * as tf from '../engine/ops';
import { type Believing, EVIDENCE, type EvidenceName } from './evidence';

/**
 * The network's own belief is held at the top: all labels of a frame at once, each with the strength of its
 * probability.
 */
export interface OwnBelief {
  readonly evidence: EvidenceName;
  /** Divides the evidence and has its unit; a lower one gives more certain beliefs. Above 0. */
  readonly temperature: number;
  /** A cue: the log-probability of each hypothesis before anything is seen, [K, B or 1]; equal unless given. */
  readonly prior?: Tensor2D | undefined;
}

/**
 * The belief that the goodness of the labels gives, with the temperature that was chosen for 500,500 units on
 * validation images (docs/belief.md): goodness per unit.
 */
export const OWN_BELIEF: OwnBelief = { evidence: 'goodness', temperature: 0.03 };

/** Logits of a belief, evidence / temperature + prior: [B, K]. */
export function logitsOf(
  { evidence, temperature, prior }: OwnBelief,
  believing: Believing,
): Tensor2D {
  const seen = tf.div<Tensor2D>(EVIDENCE[evidence](believing), temperature); // [K, B]
  return tf.transpose(prior ? tf.add<Tensor2D>(seen, prior) : seen);
}

/**
 * The mean of a layer's inputs under each hypothesis [K, B, n], weighted by the belief of these logits [B,
 * K]: [1, B, n]. As the input is linear in the label, this is what a label layer sends if its activity is the
 * belief; a label that is believed with certainty is as strong as a clamped one.
 */
export function underBelief(input: Tensor3D, logits: Tensor2D): Tensor3D {
  if (input.shape[0] === 1) return input;
  const weights = tf.expandDims(tf.transpose(tf.softmax(logits)), 2); // [K, B, 1]
  return tf.sum<Tensor3D>(tf.mul(input, weights), 0, true);
}
