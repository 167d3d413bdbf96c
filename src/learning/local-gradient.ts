import { compiled } from '../engine/compiled';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { transformOf } from '../network/transforms/transforms';
import type { Wire } from '../network/wires';
import { correlate, type Pushes } from './correlate';
import type { Objective } from './objective';
import { peerTerm } from './peer';
import { gatherRows, HYPOTHESES, pushedRows, rowsByStep } from './rows';

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
 * `goodness` is each layer's, [T × K × B]. Nothing is propagated back: a layer's δ needs its own
 * activity alone. A connection that is frozen goes nowhere. The caller owns the result.
 */
export function localGradients(
  layers: readonly LayerOverTime[],
  goodness: readonly Float32Array[],
  { objective, peer }: LocalRule,
): readonly LayerGradient[] {
  return tidy(() => {
    const { length: steps } = (layers[0] as LayerOverTime).activity;
    const images = (goodness[0] as Float32Array).length / (HYPOTHESES * steps);
    const pushed = layers.map(({ meanActivity: { size } }, index) => {
      const here = goodness[index] as Float32Array;
      const { rows, coefficients } = pushedRows(here, images, size, objective);
      return {
        rows: rowsByStep(rows, steps, HYPOTHESES * images),
        scale: tf.tensor2d(coefficients, [rows.length, 1]),
      };
    });
    return gradients({ images, share: 1 / (steps * images), peer, layers, pushed });
  });
}

interface Pushed {
  /** Which rows of each step: T times [R_t], int32. */
  readonly rows: readonly tf.Tensor1D[];
  /** Coefficients of these rows: [R, 1], R = Σ R_t. */
  readonly scale: tf.Tensor2D;
}

interface GradientInputs {
  readonly images: number;
  /** What one row counts in the average: 1 / (images · steps). */
  readonly share: number;
  readonly peer: number;
  readonly layers: readonly LayerOverTime[];
  readonly pushed: readonly Pushed[];
}

/** Every layer's gradient, as one call of the engine; how many rows are pushed differs each time. */
const gradients = compiled<GradientInputs, LayerGradient[]>(
  ({ images, share, peer, layers, pushed }) =>
    tidy(() =>
      layers.map((seen, index) => {
        const { rows, scale } = pushed[index] as Pushed;
        const pushes: Pushes = {
          steps: seen.activity.length,
          images,
          rows,
          each: tf.mul(gatherRows(seen.activity, rows, images), tf.mul(scale, share)),
          underTruth: tf.mul(peerTerm(seen.meanActivity, peer), share),
        };
        return {
          weights: seen.inputs.map(({ wire, seen: input }) =>
            wire.frozen
              ? tf.zeros([...transformOf(wire.transform).shape(wire)])
              : correlate(input, pushes, wire),
          ),
          bias: sumOf(pushes),
        };
      }),
    ),
  { varying: ['pushed'] },
);

/** Σ δ over steps, hypotheses and images: [n]. */
function sumOf({ steps, images, each, underTruth }: Pushes): tf.Tensor1D {
  return tf.add(tf.sum(each, 0), tf.mul(underTruth, steps * images));
}
