import * as tf from '../../../engine/ops';
import type { Blocks } from './blocks';
import { type Places, taken } from './taken';

/** What arrives at the upper map: rows [R, from] → [R, to]. */
export function project(rows: tf.Tensor2D, weights: tf.Tensor, blocks: Blocks): tf.Tensor2D {
  const matrices = matricesOf(weights, blocks);
  if (blocks.count === 1) return tf.matMul(rows, only(matrices));
  return joined(tf.matMul(matrices, seenBy(blocks, rows), true), blocks.placesAbove);
}

/** The gradient of all weights, flat: of rows that were seen [R, from] and pushes [R, to]. */
export function correlate(rows: tf.Tensor2D, pushes: tf.Tensor2D, blocks: Blocks): tf.Tensor1D {
  const each =
    blocks.count === 1
      ? tf.matMul(rows, pushes, true)
      : tf.matMul(seenBy(blocks, rows), heldBy(blocks, pushes), false, true);
  return taken<tf.Tensor1D>(tf.reshape(each, [-1]), blocks.placesOfWeights.places);
}

/** The same weights the other way: rows [R, to] → [R, from]. */
export function expect(rows: tf.Tensor2D, weights: tf.Tensor, blocks: Blocks): tf.Tensor2D {
  const matrices = matricesOf(weights, blocks);
  if (blocks.count === 1) return tf.matMul(rows, only(matrices), false, true);
  return joined(tf.matMul(matrices, heldBy(blocks, rows)), blocks.placesBelow);
}

/** A matrix a block, with zeros where a place does not see: [blocks, seen, units]. */
function matricesOf(weights: tf.Tensor, { count, seen, units, weights: order }: Blocks) {
  const flat: tf.Tensor1D = tf.reshape(weights, [-1]);
  return tf.reshape<tf.Rank.R3>(taken(flat, order), [count, seen, units]);
}

/** The one matrix of a block that has and sees all. */
function only(matrices: tf.Tensor3D): tf.Tensor2D {
  return tf.reshape(matrices, [matrices.shape[1], matrices.shape[2]]);
}

/** What each block sees of rows [R, from]: [blocks, seen, R]. */
function seenBy({ count, seen, below }: Blocks, rows: tf.Tensor2D): tf.Tensor3D {
  return tf.reshape(taken<tf.Tensor2D>(tf.transpose(rows), below), [count, seen, -1]);
}

/** What each block has of rows [R, to]: [blocks, units, R]. */
function heldBy({ count, units, above }: Blocks, rows: tf.Tensor2D): tf.Tensor3D {
  return tf.reshape(taken<tf.Tensor2D>(tf.transpose(rows), above), [count, units, -1]);
}

/** The rows that blocks make together, [blocks, units of a block, R] → [R, units]: sums, where they overlap. */
function joined(each: tf.Tensor3D, { most, places }: Places): tf.Tensor2D {
  const flat: tf.Tensor2D = tf.reshape(each, [each.shape[0] * each.shape[1], -1]);
  const copies = taken(flat, places);
  if (most === 1) return tf.transpose(copies);
  const overlapping: tf.Tensor3D = tf.reshape(copies, [places.length / most, most, -1]);
  return tf.transpose(tf.sum<tf.Tensor2D>(overlapping, 1));
}
