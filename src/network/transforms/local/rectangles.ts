import * as tf from '../../../engine/ops';
import { rectangleOf } from '../../../engine/rectangle';
import type { Blocks } from './blocks';

// Rows of units, each a map row by row, and the rectangles that blocks have and see of it. However many
// rows there are is found while a graph runs.

/** What each block sees of rows [R, from]: [blocks, R, seen]. */
export function seenBy(blocks: Blocks, rows: tf.Tensor2D): tf.Tensor3D {
  const { count, below, seen } = blocks;
  if (count === 1) return tf.reshape(rows, [1, -1, seen]);
  const map = mapOf(rows, below.rows, below.columns * below.channels);
  const size = sizeSeen(blocks);
  return tf.stack(
    corners(blocks).map((corner) => tf.reshape(rectangleOf(map, corner, size), [-1, seen])),
  ) as tf.Tensor3D;
}

/** What blocks see, [blocks, R, seen], put together: where they overlap, its sum. [R, from]. */
export function sumOfSeen(blocks: Blocks, each: tf.Tensor3D): tf.Tensor2D {
  const { count, below, seen } = blocks;
  if (count === 1) return tf.reshape(each, [-1, seen]);
  const length = below.columns * below.channels;
  const [high, wide] = sizeSeen(blocks);
  const parts = tf.unstack(each) as tf.Tensor2D[];
  const whole = corners(blocks).map(([row, unit], block) => {
    const one = mapOf(parts[block] as tf.Tensor2D, high, wide);
    const around = [
      [0, 0],
      [row, below.rows - row - high],
      [unit, length - unit - wide],
    ] as [number, number][];
    return tf.pad(one, around);
  });
  return tf.reshape(tf.addN(whole), [-1, below.rows * length]);
}

/** What each block has of rows [R, to], zeros beyond the border: [blocks, R, units]. */
export function heldBy(blocks: Blocks, rows: tf.Tensor2D): tf.Tensor3D {
  const { count, above, units } = blocks;
  if (count === 1) return tf.reshape(rows, [1, -1, units]);
  const length = above.columns * above.channels;
  const [down, high, across, wide] = gridOf(blocks);
  const beyond = [
    [0, 0],
    [0, down * high - above.rows],
    [0, across * wide - length],
  ] as [number, number][];
  const map = tf.pad(mapOf(rows, above.rows, length), beyond);
  const parted = tf.reshape(map, [-1, down, high, across, wide]);
  return tf.reshape(tf.transpose(parted, [1, 3, 0, 2, 4]), [count, -1, units]);
}

/** What blocks have, [blocks, R, units], put together: [R, to]. */
export function joined(blocks: Blocks, each: tf.Tensor3D): tf.Tensor2D {
  const { count, above, units } = blocks;
  if (count === 1) return tf.reshape(each, [-1, units]);
  const length = above.columns * above.channels;
  const [down, high, across, wide] = gridOf(blocks);
  const parted = tf.reshape(each, [down, across, -1, high, wide]);
  const map = mapOf(tf.transpose(parted, [2, 0, 3, 1, 4]), down * high, across * wide);
  return tf.reshape(rectangleOf(map, [0, 0], [above.rows, length]), [-1, above.rows * length]);
}

/** Rows of maps whose rows are so many units long: [R, rows, length]. */
function mapOf(rows: tf.Tensor, high: number, length: number): tf.Tensor3D {
  return tf.reshape(rows, [-1, high, length]);
}

/** Blocks along the rows, rows of one, blocks along the columns, and units of a row of one. */
function gridOf({ rows, columns, above }: Blocks): [number, number, number, number] {
  return [rows.starts.length, rows.side, columns.starts.length, columns.side * above.channels];
}

/** Rows that a block sees, and how many units long they are. */
function sizeSeen({ rows, columns, below }: Blocks): [number, number] {
  return [rows.seen, columns.seen * below.channels];
}

/** The first row that each block sees, and the first unit of it. */
function corners({ rows, columns, below }: Blocks): [number, number][] {
  return rows.starts.flatMap((row) =>
    columns.starts.map((column): [number, number] => [row, column * below.channels]),
  );
}
