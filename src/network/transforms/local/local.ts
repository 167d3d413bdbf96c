import { z } from 'zod';
import * as tf from '../../../engine/ops';
import { type Ends, selfInWords, selfMisfit, selfSchema, type Transform } from '../transform';
import { type Blocks, blocksOf } from './blocks';
import { backThroughBlocks, taken, throughBlocks } from './matrices';
import { heldBy, joined, seenBy, sumOfSeen } from './rectangles';
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
    return `${flat.name} is not a map: give it rows, columns and channels`;
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
  return joined(blocks, throughBlocks(seenBy(blocks, rows), weights, blocks));
}

/** The gradient of all weights, flat: of rows that were seen [R, from] and pushes [R, to]. */
export function correlateLocal(
  rows: tf.Tensor2D,
  pushes: tf.Tensor2D,
  blocks: Blocks,
): tf.Tensor1D {
  const each = tf.matMul(seenBy(blocks, rows), heldBy(blocks, pushes), true);
  const all: tf.Tensor1D = tf.reshape(taken(each, blocks.joins, blocks.above.channels), [-1]);
  return blocks.others ? tf.mul(all, tf.tensor1d(blocks.others)) : all;
}

/** The same weights the other way: rows [R, to] → [R, from]. */
export function expect(rows: tf.Tensor2D, weights: tf.Tensor, blocks: Blocks): tf.Tensor2D {
  return sumOfSeen(blocks, backThroughBlocks(heldBy(blocks, rows), weights, blocks));
}
