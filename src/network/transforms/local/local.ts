import { z } from 'zod';
import * as tf from '../../../engine/ops';
import { type Ends, selfInWords, selfMisfit, selfSchema, type Transform } from '../transform';
import { type Blocks, blocksOf, type Positions, taken } from './blocks';
import { type Local, mapOf, squaresOf, target, weightCount } from './squares';

export type { Local };

/** The most weights that are drawn up: as many as a file may hold. */
const MOST = 2 ** 28;

/** Weights: [places that see, units in a square, channels of a place]. */
export const LOCAL: Transform<Local> = {
  kind: 'local',
  words: (declared) => {
    const { field, fields } = declared;
    return `local, ${field} × ${field} places, ${fields}${selfInWords(declared)}`;
  },
  schema: z.strictObject({
    kind: z.literal('local'),
    field: z.int().min(1).max(1000),
    fields: z.enum(['centred', 'within']),
    self: selfSchema,
  }),
  misfit,
  shape,
  initialise(ends, random) {
    const size = shape(ends).reduce((product, length) => product * length);
    const seenBy = new Int32Array(ends.to.units);
    const leads = Int32Array.from({ length: size }, (_, at) => target(at, ends) ?? -1);
    for (const unit of leads) if (unit >= 0) seenBy[unit] = (seenBy[unit] as number) + 1;
    const values = random.normals(size).map((value, at) => {
      const unit = leads[at] as number;
      return unit < 0 ? 0 : value / Math.sqrt(seenBy[unit] as number);
    });
    return tf.tensor(values, [...shape(ends)], 'float32');
  },
  project: (rows, weights, ends) => tf.tidy(() => projectLocal(rows, weights, blocksOf(ends))),
  correlate: (rows, pushes, ends) =>
    tf.tidy(() => tf.reshape(correlateLocal(rows, pushes, blocksOf(ends)), [...shape(ends)])),
  expect: (rows, weights, ends) => tf.tidy(() => expect(rows, weights, blocksOf(ends))),
  weightCount,
  target,
  ofMatrix,
};

/** Counted, not drawn up: a file may declare what it does not hold. */
function shape({ from, to, transform }: Ends<Local>): readonly number[] {
  const [below, above] = [mapOf(from), mapOf(to)];
  const seen = transform.field ** 2 * below.channels;
  return [above.rows * above.columns, seen, above.channels];
}

/** The matrix [from, to] of a network of the first format, zero where nothing is seen, as local weights. */
function ofMatrix(matrix: Float32Array, ends: Ends<Local>): Float32Array {
  const { places, seen, channels, from } = squaresOf(ends);
  const weights = new Float32Array(places * seen * channels);
  for (const at of weights.keys()) {
    const unit = target(at, ends);
    const below = from[Math.floor(at / channels)] as number;
    if (unit !== undefined) weights[at] = matrix[below * ends.to.units + unit] as number;
  }
  return weights;
}

function misfit({ from, to, transform }: Ends<Local>): string | undefined {
  if (!from.map || !to.map) {
    const flat = from.map ? to : from;
    return `${flat.name} is no map: give it rows, columns and channels`;
  }
  const weights = to.units * transform.field ** 2 * from.map.channels;
  if (weights > MOST)
    return `it would have ${inThousands(weights)} weights, and may have ${inThousands(MOST)}: give it smaller fields, or its maps fewer channels`;
  const least = Math.min(from.map.rows, from.map.columns);
  if (transform.fields === 'within' && transform.field > least)
    return `squares of ${transform.field} do not lie within ${from.map.rows} × ${from.map.columns} places`;
  return selfMisfit({ from, to, transform });
}

/** `1,000,000` */
function inThousands(count: number): string {
  return count.toLocaleString('en');
}

/** What arrives at the upper map: rows [R, from] → [R, to]. */
export function projectLocal(rows: tf.Tensor2D, weights: tf.Tensor, blocks: Blocks): tf.Tensor2D {
  const matrices = matricesOf(weights, blocks);
  if (blocks.count === 1) return tf.matMul(rows, only(matrices));
  return joined(tf.matMul(matrices, seenBy(blocks, rows), true), blocks.placesAbove);
}

/** The gradient of all weights, flat: of rows that were seen [R, from] and pushes [R, to]. */
export function correlateLocal(
  rows: tf.Tensor2D,
  pushes: tf.Tensor2D,
  blocks: Blocks,
): tf.Tensor1D {
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
function joined(each: tf.Tensor3D, { most, places }: Positions): tf.Tensor2D {
  const flat: tf.Tensor2D = tf.reshape(each, [each.shape[0] * each.shape[1], -1]);
  const copies = taken(flat, places);
  if (most === 1) return tf.transpose(copies);
  const overlapping: tf.Tensor3D = tf.reshape(copies, [places.length / most, most, -1]);
  return tf.transpose(tf.sum<tf.Tensor2D>(overlapping, 1));
}
