import * as tf from '../engine/ops';
import { transformOf } from '../network/transforms/transforms';
import type { Wire } from '../network/wires';
import { gatherRows, sumUnderTruth } from './rows';

/** The pushes δ on a layer, at all steps, under both labels, for all images. */
export interface Pushes {
  readonly steps: number;
  readonly images: number;
  /** Which of each step's K · B rows are pushed for themselves: T times [R_t], int32. */
  readonly rows: readonly tf.Tensor1D[];
  /** Their pushes: [R, to], R = Σ R_t. */
  readonly each: tf.Tensor2D;
  /** The push that every row of the true label gets besides: [to]. */
  readonly underTruth: tf.Tensor1D;
}

/**
 * The gradient of a connection's weights from what they saw and the pushes on the layer they lead
 * into: its transform's correlation, Σ inputᵀ · push, over steps, hypotheses and images at once. Of the
 * shape that the weights have. `inputs` are [K or 1, B or 1, from], one a step.
 *
 * The push that all rows of the true label share needs only the sum of what they saw: one row more.
 */
export function correlate(inputs: readonly tf.Tensor3D[], pushes: Pushes, wire: Wire): tf.Tensor {
  const [held] = inputs as [tf.Tensor3D];
  return tf.tidy(() =>
    inputs.length > 1 && inputs.every((one) => one === held)
      ? correlateHeld(held, pushes, wire)
      : correlateChanging(inputs, pushes, wire),
  );
}

/** Inputs that differ from step to step: the rows that are pushed are gathered. */
function correlateChanging(inputs: readonly tf.Tensor3D[], pushes: Pushes, wire: Wire): tf.Tensor {
  const { images, rows, each, underTruth } = pushes;
  const sum = sumUnderTruth(inputs, images);
  return together(gatherRows(inputs, rows, images), each, sum, underTruth, wire);
}

/**
 * An input that is the same at all steps (a still image, a held label). Where it is wider than it
 * has rows, the pushes that meet the same row are summed first; else its rows are repeated.
 */
function correlateHeld(held: tf.Tensor3D, pushes: Pushes, wire: Wire): tf.Tensor {
  const { steps, images, rows, each, underTruth } = pushes;
  const [hypotheses, shown, from] = held.shape;
  const distinct = hypotheses * shown;
  const seen: tf.Tensor2D = tf.reshape(held, [distinct, from]);
  const all: tf.Tensor1D = tf.concat([...rows]);
  const places = tf.mod<tf.Tensor1D>(tf.floorDiv(all, scalar(images / shown)), scalar(distinct));
  const sum = tf.mul<tf.Tensor2D>(sumUnderTruth([held], images), steps);
  if (from <= distinct) return together(tf.gather(seen, places), each, sum, underTruth, wire);
  const summed: tf.Tensor2D = tf.matMul(meets(places, distinct), each, true);
  return together(seen, summed, sum, underTruth, wire);
}

/** Which of the rows each place is, [R] → [R, rows]: 1 there and 0 elsewhere. */
function meets(places: tf.Tensor1D, rows: number): tf.Tensor2D {
  const each = tf.range(0, rows, 1, 'int32');
  return tf.cast<tf.Tensor2D>(tf.equal(tf.expandDims(places, 1), each), 'float32');
}

/** A whole number beside whole numbers. */
function scalar(value: number): tf.Scalar {
  return tf.scalar(value, 'int32');
}

/** The correlation of input and push, with one row more: the sum that meets the push which is shared. */
function together(
  input: tf.Tensor2D,
  push: tf.Tensor2D,
  sum: tf.Tensor2D,
  shared: tf.Tensor1D,
  wire: Wire,
): tf.Tensor {
  const inputs = tf.concat2d([input, sum], 0);
  const pushes = tf.concat2d([push, tf.expandDims(shared, 0)], 0);
  return transformOf(wire.transform).correlate(inputs, pushes, wire);
}
