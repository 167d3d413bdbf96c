import * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import type { Network } from '../../network/network';
import { labelPlace, PIXELS, type Wire, wiresOf } from '../../network/wires';
import { sentOver, sumOver } from './plain-input';

/** What a network takes an image to be: what predictive coding infers. */
export interface Values {
  /** x_l of each hidden layer, lowest first, before its rectifier: [B, n_l]. */
  readonly hidden: readonly tf.Tensor2D[];
  /** Of the label: [B, classes]. */
  readonly label: tf.Tensor2D;
}

/**
 * By how much values are above what is predicted of them. The energy is
 * E = ½ Σ_l ‖below_l‖² + ½ τ Σ_l ‖above_l‖² + ½ ‖label‖².
 */
export interface Errors {
  /** x_l − (b_l + Σ_c project_c(s)) over the connections from below: [B, n_l]. */
  readonly below: readonly tf.Tensor2D[];
  /** x_l − Σ_c project_c(s) over those from above; undefined where there are none, or they do not count. */
  readonly above: readonly (tf.Tensor2D | undefined)[];
  /** Of the label, which the readout predicts from the highest layer: [B, classes]. */
  readonly label: tf.Tensor2D;
}

/** What values are of: all of the energy that inference leaves as it is. */
export interface Clamped {
  readonly network: Network;
  /** As the network sees them: [B, n_0]. */
  readonly pixels: tf.Tensor2D;
  /** What the pixels send over each of their connections, in its place among all. */
  readonly fromPixels: readonly (tf.Tensor2D | undefined)[];
  /** τ: how much what is predicted from above counts, where what is from below counts 1. */
  readonly topDown: number;
}

/** Pixels [B, n_0], as the network sees them, clamped. The tensors made are the caller's. */
export function clampPixels(network: Network, pixels: tf.Tensor2D, topDown: number): Clamped {
  const fromPixels: (tf.Tensor2D | undefined)[] = network.weights.map(() => undefined);
  for (const wire of wiresOf(network.architecture).flat())
    if (wire.source === PIXELS) fromPixels[wire.at] = sentOver(network, wire, pixels);
  return { network, pixels, fromPixels, topDown };
}

/** What a layer shows the others: pixels and label as they are, a hidden layer rectified. [B, n] */
export function shownBy(
  { network, pixels }: Pick<Clamped, 'network' | 'pixels'>,
  { hidden, label }: Values,
  source: number,
): tf.Tensor2D {
  if (source === PIXELS) return pixels;
  if (source === labelPlace(network.architecture)) return label;
  return tf.relu(hidden[source - 1] as tf.Tensor2D);
}

/** The caller owns the result. */
export function errorsOf(clamped: Clamped, values: Values): Errors {
  const { network, fromPixels, topDown } = clamped;
  const { hidden, label } = values;
  return tidy(() => {
    const over = (wire: Wire) =>
      fromPixels[wire.at] ?? sentOver(network, wire, shownBy(clamped, values, wire.source));
    const predicted = (wires: readonly Wire[], direction: Wire['direction']) => {
      const leading = wires.filter((wire) => wire.direction === direction);
      return leading.length === 0 ? undefined : sumOver(leading, over);
    };
    const layers = wiresOf(network.architecture);
    return {
      below: layers.map((wires, index) => {
        const sum = predicted(wires, 'bottom-up') as tf.Tensor2D;
        const whole = tf.add(sum, network.biases[index] as tf.Tensor1D);
        return tf.sub<tf.Tensor2D>(hidden[index] as tf.Tensor2D, whole);
      }),
      above: layers.map((wires, index) => {
        const sum = topDown === 0 ? undefined : predicted(wires, 'top-down');
        return sum && tf.sub<tf.Tensor2D>(hidden[index] as tf.Tensor2D, sum);
      }),
      label: tf.sub<tf.Tensor2D>(
        label,
        tf.matMul(shownBy(clamped, values, hidden.length), network.readout),
      ),
    };
  });
}

/** The error of what a connection helps to predict of hidden layer `index` (0-based). */
export function errorOver(errors: Errors, wire: Wire, index: number): tf.Tensor2D | undefined {
  return wire.direction === 'bottom-up' ? errors.below[index] : errors.above[index];
}
