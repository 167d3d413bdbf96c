import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { isOwn, transformOf } from '../network/transforms/transforms';
import type { Wire } from '../network/wires';
import { correlate, type Pushes } from './correlate';
import type { Objective } from './objective';
import { peerTerm } from './peer';
import { gatherRows, pushedRows } from './rows';

/** What layers are pushed towards. */
export interface LocalRule {
  readonly objective: Objective;
  /** Strength λ of the peer term. */
  readonly peer: number;
}

/** What came over a connection, step by step. */
export interface InputOverTime {
  readonly wire: Wire;
  readonly seen: readonly tf.Tensor3D[];
}

/** Where the weights into one layer should go. */
export interface LayerGradient {
  /** Of each connection, in the order of its inputs. */
  readonly weights: readonly tf.Tensor[];
  /** [n] */
  readonly bias: tf.Tensor1D;
}

/** What one layer did over the steps, and what it saw before it did. */
export interface LayerOverTime {
  /** s(t): T times [K or 1, B, n]. */
  readonly activity: readonly tf.Tensor3D[];
  /** What came over each connection: T times [K or 1, B or 1, from]. */
  readonly inputs: readonly InputOverTime[];
  /** Running mean m_l of each unit: [n]. */
  readonly meanActivity: tf.Tensor1D;
}

/**
 * Where each layer's weights should go: inputᵀ · δ summed over steps and images and averaged, with
 * δ = c · s of positives (hypothesis 0) and negatives (1), and the peer term on the first.
 * `goodness` is each layer's, [T, K, B]. Nothing is propagated back: a layer's δ needs its own
 * activity alone. A connection that is frozen goes nowhere. The caller owns the result.
 */
export function localGradients(
  layers: readonly LayerOverTime[],
  goodness: readonly tf.Tensor3D[],
  { objective, peer }: LocalRule,
): readonly LayerGradient[] {
  return tidy(() =>
    layers.map(({ activity, inputs, meanActivity }, index) => {
      const here = goodness[index] as tf.Tensor3D;
      const [steps, , images] = here.shape;
      const share = 1 / (steps * images); // what one row counts in the average
      // What a person's own transform makes of R rows may be written down for that R alone.
      const which = inputs.some(({ wire }) => isOwn(wire.transform)) ? 'all' : 'not lost';
      const { rows, coefficients } = pushedRows(here, meanActivity.size, objective, which);
      const pushes: Pushes = {
        ...{ steps, images, rows },
        each: tf.mul(gatherRows(activity, rows, images), tf.mul(coefficients, share)),
        underTruth: tf.mul(peerTerm(meanActivity, peer), share),
      };
      return {
        weights: inputs.map(({ wire, seen }) =>
          wire.frozen
            ? tf.zeros([...transformOf(wire.transform).shape(wire)])
            : correlate(seen, pushes, wire),
        ),
        bias: sumOf(pushes),
      };
    }),
  );
}

/** Σ δ over steps, hypotheses and images: [n]. */
function sumOf({ steps, images, each, underTruth }: Pushes): tf.Tensor1D {
  return tf.add(tf.sum(each, 0), tf.mul(underTruth, steps * images));
}
