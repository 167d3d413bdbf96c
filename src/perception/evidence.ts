import * as tf from '../engine/ops';
import type { Drive } from './layer-input';
import { blend, fire, type LayerState } from './state';

/** A state, and what a step makes of it: all that a belief can be computed of. */
export interface Believing {
  readonly layers: readonly LayerState[];
  /** Hypotheses, normalised: [K, B or 1, classes]. */
  readonly label: tf.Tensor3D;
  /** What each hypothesis sends to each layer (`BoundaryDrive`), where it sends something: [K, B or 1, n]. */
  readonly top: readonly Drive[];
  readonly damping: number;
  readonly readout: tf.Tensor2D;
  /** The hidden layers (0-based) that the readout sees. */
  readonly read: readonly number[];
  /** What reaches a layer at the next step, under each hypothesis if it sees the label: [K or 1, B, n]. */
  readonly input: (layer: number) => tf.Tensor3D;
}

/** Where a belief may come from (docs/belief.md). */
export type EvidenceName = 'goodness' | 'agreement' | 'readout';

/** How much a state speaks for each hypothesis, up to what is the same for all: [K, B], larger = more. */
type Evidence = (believing: Believing) => tf.Tensor2D;

/**
 * Goodness per unit that each hypothesis would give the layers that see the label, one step ahead, from the
 * state that is there; summed over these layers.
 */
const goodness: Evidence = ({ layers, top, damping, input }) =>
  ofSeeing(top, (_, layer) => {
    const ahead = blend(layers[layer] as LayerState, fire(input(layer)), damping);
    return tf.div(ahead.goodness, ahead.activity.shape[2]);
  });

/**
 * How far the state of the layers that see the label agrees with what each hypothesis sends them,
 * mean over units of ŝ_l · (label D_l), summed over these layers: the slope of `goodness` along the label,
 * but for the rectifier.
 */
const agreement: Evidence = ({ layers, top }) =>
  ofSeeing(top, (drive, layer) => {
    const { normalised } = layers[layer] as LayerState;
    return tf.mean(tf.mul<tf.Tensor3D>(normalised, drive), 2, true);
  });

/** The readout's logit of each hypothesis' label, in the state that is there. */
const readout: Evidence = ({ layers, label, readout: weights, read }) => {
  const seen = read.map((layer) => tf.squeeze((layers[layer] as LayerState).normalised, [0]));
  const logits = tf.expandDims(tf.matMul(tf.concat2d(seen as tf.Tensor2D[], 1), weights), 0);
  // A label that is held has the activity √classes, and all others none.
  const classes = logits.shape[2] as number;
  return tf.div<tf.Tensor2D>(tf.sum(tf.mul(label, logits), 2), Math.sqrt(classes));
};

/** The evidence of this name. */
export const EVIDENCE: Readonly<Record<EvidenceName, Evidence>> = { goodness, agreement, readout };

/** Summed over the layers that see the label; of each [K, B, 1]. */
function ofSeeing(
  top: readonly Drive[],
  each: (drive: tf.Tensor3D, layer: number) => tf.Tensor3D,
): tf.Tensor2D {
  const all = top.flatMap((drive, layer) => (drive ? [each(drive, layer)] : []));
  return tf.squeeze<tf.Tensor2D>(
    all.reduce((sum, one) => tf.add<tf.Tensor3D>(sum, one)),
    [2],
  );
}
