import { madeOnce } from '../../../engine/made-once';
import * as tf from '../../../engine/ops';
import type { Blocks } from './blocks';

// A matrix a block, with zeros where a place does not see: [seen, units].

/** What each block sees, [blocks, R, seen], through its matrix: [blocks, R, units]. */
export function throughBlocks(seen: tf.Tensor3D, weights: tf.Tensor, blocks: Blocks): tf.Tensor3D {
  const each = matrixEach(weights, blocks);
  if (!each) return tf.matMul(seen, matricesOf(weights, blocks));
  return oneByOne(seen, each, (one, matrix) => tf.matMul(one, matrix));
}

/** What each block has, [blocks, R, units], through its matrix the other way: [blocks, R, seen]. */
export function backThroughBlocks(
  held: tf.Tensor3D,
  weights: tf.Tensor,
  blocks: Blocks,
): tf.Tensor3D {
  const each = matrixEach(weights, blocks);
  if (!each) return tf.matMul(held, matricesOf(weights, blocks), false, true);
  return oneByOne(held, each, (one, matrix) => tf.matMul(one, tf.transpose(matrix)));
}

/** WebAssembly multiplies two matrices eight times as fast as it multiplies a pile of them, or one turned over. */
function oneByOne(
  pile: tf.Tensor3D,
  matrices: readonly tf.Tensor2D[],
  multiply: (one: tf.Tensor2D, matrix: tf.Tensor2D) => tf.Tensor2D,
): tf.Tensor3D {
  const parts = tf.unstack(pile) as tf.Tensor2D[];
  const products = parts.map((part, at) => multiply(part, matrices[at] as tf.Tensor2D));
  return tf.stack(products) as tf.Tensor3D;
}

/**
 * The matrices one by one, for weights that stay as they are (`madeOnce`): of WebAssembly, gathering them takes
 * longer than some ten products. Undefined where weights may change.
 */
function matrixEach(weights: tf.Tensor, blocks: Blocks): readonly tf.Tensor2D[] | undefined {
  const { count, seen, units, squares, above } = blocks;
  const { channels } = above;
  return madeOnce(weights, () => {
    const numbers = weights.dataSync<'float32'>();
    const laid = new Float32Array(squares.length * channels);
    for (let place = 0; place < laid.length; place += channels) {
      const from = (squares[place / channels] as number) * channels;
      for (let channel = 0; channel < channels && from < numbers.length; channel++)
        laid[place + channel] = numbers[from + channel] as number;
    }
    const size = seen * units;
    return Array.from({ length: count }, (_, block) =>
      tf.tensor2d(laid.subarray(block * size, (block + 1) * size), [seen, units]),
    );
  });
}

/**
 * The matrices as one tensor: [blocks, seen, units]. The gradient takes each weight's own place: WebAssembly has
 * none of a gather.
 */
function matricesOf(weights: tf.Tensor, blocks: Blocks): tf.Tensor3D {
  const { count, seen, units, squares, joins, above } = blocks;
  const matrices = tf.customGrad((numbers) => ({
    value: tf.reshape(taken(numbers as tf.Tensor, squares, above.channels), [count, seen, units]),
    gradFunc: (dy: tf.Tensor) => tf.reshape(taken(dy, joins, above.channels), weights.shape),
  }));
  return matrices(weights) as tf.Tensor3D;
}

/** The weights of squares, those into all channels together, in this order; one more are zeros. */
export function taken(weights: tf.Tensor, order: Int32Array, channels: number): tf.Tensor2D {
  const squares: tf.Tensor2D = tf.reshape(weights, [-1, channels]);
  const padded = tf.pad(squares, [
    [0, 1],
    [0, 0],
  ]);
  return tf.gather(padded, tf.tensor1d(order, 'int32'));
}
