import * as tf from '../engine/ops';
import { transformOf } from '../network/transforms';
import type { Wire } from '../network/wires';

/** What activity [K, B, from] sends through a connection: [K, B, to]. */
export function project(activity: tf.Tensor3D, weights: tf.Tensor, wire: Wire): tf.Tensor3D {
  return through(activity, wire.to.units, (rows) =>
    transformOf(wire.transform).project(rows, weights, wire),
  );
}

/** What a layer's activity [K, B, to] expects of what it sees through a connection: [K, B, from]. */
export function expectation(activity: tf.Tensor3D, weights: tf.Tensor, wire: Wire): tf.Tensor3D {
  return through(activity, wire.from.units, (rows) =>
    transformOf(wire.transform).expect(rows, weights, wire),
  );
}

function through(
  activity: tf.Tensor3D,
  units: number,
  send: (rows: tf.Tensor2D) => tf.Tensor2D,
): tf.Tensor3D {
  const [hypotheses, images, from] = activity.shape;
  const rows: tf.Tensor2D = tf.reshape(activity, [hypotheses * images, from]);
  return tf.reshape(send(rows), [hypotheses, images, units]);
}
