import * as tf from '../engine/ops';
import { transformOf } from '../network/transforms/transforms';
import type { Wire } from '../network/wires';

/** A network's numbers, as compiled functions take them. */
export interface Numbers {
  readonly weights: readonly tf.Tensor[];
  readonly biases: readonly tf.Tensor1D[];
}

/** What is clamped sends the same to a layer until the frame changes: [K, B or 1, n], bias included. */
export type Drive = tf.Tensor3D | undefined;

/**
 * What reaches a layer, b_l + Σ_c project_c(ŝ_from(c)): [K or 1, B, n_l]. `seen` gives what a
 * connection sees; where it gives nothing, the connection's part is in one of the `drives`, which hold
 * the bias if there are any.
 */
export function layerInput(
  { weights, biases }: Numbers,
  wires: readonly Wire[],
  drives: readonly Drive[],
  index: number,
  seen: (wire: Wire) => tf.Tensor3D | undefined,
): tf.Tensor3D {
  const driven = drives.filter((drive) => drive !== undefined);
  const sent = wires.flatMap((wire) => {
    const activity = seen(wire);
    return activity ? [project(activity, weights[wire.at] as tf.Tensor, wire)] : [];
  });
  const [first, ...others] = [...driven, ...sent] as [tf.Tensor3D, ...tf.Tensor3D[]];
  const sum = others.reduce((all, one) => tf.add<tf.Tensor3D>(all, one), first);
  return driven.length > 0 ? sum : tf.add(sum, biases[index] as tf.Tensor1D);
}

/** What `activity`, clamped, sends to a layer; the bias besides, if that is asked for. */
export function driveOf(
  { weights, biases }: Numbers,
  wires: readonly Wire[],
  activity: tf.Tensor3D,
  index: number,
  withBias: boolean,
): Drive {
  const sent = wires.map((wire) => project(activity, weights[wire.at] as tf.Tensor, wire));
  if (sent.length === 0) return undefined;
  const sum = sent.reduce((all, one) => tf.add<tf.Tensor3D>(all, one));
  return withBias ? tf.add(sum, biases[index] as tf.Tensor1D) : sum;
}

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
