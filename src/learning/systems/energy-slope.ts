import * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import type { Network } from '../../network/network';
import { transformOf } from '../../network/transforms/transforms';
import { labelPlace, wiresOf } from '../../network/wires';
import { gradientNetwork } from '../gradient';
import {
  type Clamped,
  type Errors,
  errorOver,
  errorsOf,
  shownBy,
  type Values,
} from './prediction-errors';

/**
 * The slope of the energy along the values: each layer's own errors minus those that it made elsewhere,
 * which come back to it over the same weights. The caller owns the result.
 */
export function energySlope({ network, topDown }: Clamped, values: Values, errors: Errors): Values {
  const { architecture, weights, readout } = network;
  const layers = wiresOf(architecture);
  const returned = (source: number) =>
    layers.flatMap((wires, index) =>
      wires.flatMap((wire) => {
        const error = wire.source === source ? errorOver(errors, wire, index) : undefined;
        if (!error) return [];
        const { expect } = transformOf(wire.transform);
        const back = expect(error, weights[wire.at] as tf.Tensor, wire);
        return [wire.direction === 'top-down' ? tf.mul<tf.Tensor2D>(back, topDown) : back];
      }),
    );
  const less = (error: tf.Tensor2D, made: readonly tf.Tensor2D[]) =>
    made.reduce((all, one) => tf.sub<tf.Tensor2D>(all, one), error);
  return tidy(() => ({
    hidden: values.hidden.map((value, index) => {
      const [below, above] = [errors.below[index] as tf.Tensor2D, errors.above[index]];
      const active = tf.cast<tf.Tensor2D>(tf.greater(value, 0), 'float32');
      const highest = index === values.hidden.length - 1;
      const made = [
        ...returned(index + 1),
        ...(highest ? [tf.matMul(errors.label, tf.transpose(readout))] : []),
      ];
      return less(
        above ? tf.add(below, tf.mul(above, topDown)) : below,
        made.map((one) => tf.mul(active, one)),
      );
    }),
    label: less(errors.label, returned(labelPlace(architecture))),
  }));
}

/**
 * The gradient of the weights (down the energy), averaged over the images: of each connection, the correlation, by its
 * transform, of what it sent with the error of what it helped to predict. For connections from above this is
 * multiplied by `fromAbove`: like the readout, they are regressions on values that they hardly change, and are
 * stable at its rate. The caller owns the result.
 */
export function weightGradient(clamped: Clamped, values: Values, fromAbove: number): Network {
  const { network, pixels } = clamped;
  const share = 1 / pixels.shape[0];
  return tidy(() => {
    const errors = errorsOf(clamped, values);
    const layers = wiresOf(network.architecture).map((wires, index) => ({
      weights: wires.map((wire) => {
        const { correlate, shape } = transformOf(wire.transform);
        const error = errorOver(errors, wire, index);
        if (!error) return tf.zeros([...shape(wire)]);
        const counts = wire.direction === 'top-down' ? fromAbove * share : share;
        return correlate(shownBy(clamped, values, wire.source), tf.mul(error, counts), wire);
      }),
      bias: tf.mul<tf.Tensor1D>(tf.sum(errors.below[index] as tf.Tensor2D, 0), share),
    }));
    const highest = shownBy(clamped, values, values.hidden.length);
    const readout: tf.Tensor2D = tf.matMul(highest, tf.mul(errors.label, share), true);
    return gradientNetwork(network.architecture, layers, readout);
  });
}
