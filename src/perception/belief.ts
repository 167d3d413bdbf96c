import type { Tensor2D, Tensor3D } from '../engine/ops';
import * as tf from '../engine/ops';
import { type Believing, EVIDENCE, type EvidenceName } from './evidence';

/**
 * What stands at the top is the network's own belief: of the labels that a frame holds, not each for itself
 * but all at once, each as strong as it is believed.
 */
export interface OwnBelief {
  readonly evidence: EvidenceName;
  /** Divides the evidence, whose unit it has: less is surer. Above 0. */
  readonly temperature: number;
  /** A cue: log-probability of each hypothesis before anything is seen, [K, B or 1]; all alike unless told. */
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
 * What reaches a layer [K, B, n] under each hypothesis, as one: the mean, weighted by the belief of these
 * logits [B, K]. As the sum is linear in the label, it is what a label layer sends whose activity is the
 * belief, in which one label held for sure is as strong as one that is clamped. [1, B, n]
 */
export function underBelief(input: Tensor3D, logits: Tensor2D): Tensor3D {
  if (input.shape[0] === 1) return input;
  const weights = tf.expandDims(tf.transpose(tf.softmax(logits)), 2); // [K, B, 1]
  return tf.sum<Tensor3D>(tf.mul(input, weights), 0, true);
}
