import { compiled } from './compiled';
import * as tf from './ops';

/**
 * The matrix product left · right, or leftᵀ · right where `transposed`: [rows, columns].
 * Computed as a graph, because a product by itself would run where signals arrive (`backend.ts`).
 */
export function product(left: tf.Tensor2D, right: tf.Tensor2D, transposed = false): tf.Tensor2D {
  return multiply({ left, right, transposed });
}

interface Factors {
  readonly left: tf.Tensor2D;
  readonly right: tf.Tensor2D;
  readonly transposed: boolean;
}

const multiply = compiled(
  ({ left, right, transposed }: Factors): tf.Tensor2D => tf.matMul(left, right, transposed),
);
