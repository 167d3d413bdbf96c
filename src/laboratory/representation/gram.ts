import * as tf from '../../engine/ops';
import { product } from '../../engine/product';
import { tidy } from '../../engine/tidy';

/** The products of a matrix with itself, over its smaller side. */
export interface Gram {
  /** Of rows with rows (X Xᵀ) where there are no more rows than columns; else of columns (Xᵀ X). */
  readonly over: 'rows' | 'columns';
  readonly size: number;
  /** [size × size] */
  readonly products: Float32Array;
}

/** The smaller of X Xᵀ and Xᵀ X, whose eigenvalues above 0 are the same; X is [rows × columns]. */
export function gram(values: Float32Array, rows: number): Gram {
  const columns = values.length / rows;
  const over = rows <= columns ? 'rows' : 'columns';
  const products = tidy(() => {
    const matrix = tf.tensor2d(values, [rows, columns]);
    const side: tf.Tensor2D = over === 'rows' ? tf.transpose(matrix) : matrix;
    return product(side, side, true).dataSync<'float32'>();
  });
  return { over, size: Math.min(rows, columns), products };
}

/** `values` [rows × columns] less their mean row, and that mean: [columns]. */
export function centred(values: ArrayLike<number>, rows: number) {
  const columns = values.length / rows;
  const mean = new Float64Array(columns);
  for (let at = 0; at < values.length; at++)
    mean[at % columns] = (mean[at % columns] as number) + (values[at] as number) / rows;
  const apart = Float32Array.from(values, (value, at) => value - (mean[at % columns] as number));
  return { values: apart, mean };
}
