import * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import { mean } from '../../statistics/mean';
import { dotProduct, normed } from '../measures/likeness';

/** Two patterns, by number, and one less their correlation: 0 where they are alike, 1 where not. */
export interface Dissimilarity {
  readonly one: number;
  readonly other: number;
  readonly dissimilarity: number;
}

/**
 * How unlike patterns are, pair by pair: the upper triangle of their dissimilarity matrix, row by row.
 * Pairs with a pattern of equal numbers, or none, are NaN.
 * Source: N. Kriegeskorte, M. Mur and P. Bandettini (2008), Front. Syst. Neurosci. 2.
 */
export function dissimilarities(patterns: readonly ArrayLike<number>[]): Dissimilarity[] {
  const rows = patterns.map(normed);
  return rows.flatMap((row, one) =>
    rows.slice(one + 1).map((next, after) => ({
      ...{ one, other: one + 1 + after },
      dissimilarity: 1 - dotProduct(row, next),
    })),
  );
}

/**
 * How many dimensions patterns [rows × units] spread over: the participation ratio of the eigenvalues
 * of their covariance, (Σ λ)² / Σ λ², from 1 where all lie on a line to the smaller of rows − 1 and
 * units where all directions are alike. The eigenvalues themselves are not needed: their sum is the
 * trace of the products, the sum of their squares that of the squares of all products. Few rows bound
 * it from above: compare sets of as many. NaN where all patterns are the same.
 * Source: P. Gao et al. (2017), A theory of multineuronal dimensionality, dynamics and measurement.
 */
export function participationRatio(patterns: Float32Array, rows: number): number {
  const { products, size } = gram(centred(patterns, rows).values, rows);
  let [trace, squares] = [0, 0];
  for (let row = 0; row < size; row++) trace += products[row * size + row] as number;
  for (const one of products) squares += one ** 2;
  return trace ** 2 / squares;
}

/**
 * How much a unit prefers one class, from its mean activity in each, none below 0: (most − mean of the
 * others) / (most + mean of the others). 0 where it is as active in all, or in none, 1 where it is
 * active in one alone. Classes without a number are left out.
 * Source: A. S. Morcos et al. (2018), On the importance of single directions for generalization.
 */
export function classSelectivity(means: readonly number[]): number {
  const known = means.filter(Number.isFinite);
  const most = Math.max(...known);
  const others = (known.reduce((sum, one) => sum + one, 0) - most) / (known.length - 1);
  return most > 0 && known.length > 1 ? (most - others) / (most + others) : 0;
}

/**
 * How few of the images a unit is active for, from its activity in each, none below 0:
 * (1 − (mean r)² / mean r²) / (1 − 1 / images). 0 where it is as active in all, 1 where in one alone;
 * 0 for a silent unit. Source: W. E. Vinje and J. L. Gallant (2000), Science 287.
 */
export function lifetimeSparseness(activity: readonly number[]): number {
  const square = mean(activity.map((one) => one ** 2));
  if (square === 0 || activity.length < 2) return 0;
  return (1 - mean(activity) ** 2 / square) / (1 - 1 / activity.length);
}

/**
 * The smaller of X Xᵀ and Xᵀ X, whose eigenvalues above 0 are the same, [size × size]; X is
 * [rows × columns]. `over`: of rows with rows, where there are no more rows than columns, or of columns. It is
 * symmetric to the last bit, as solvers want it: an engine may round a product and its mirror image in two ways.
 */
export function gram(values: Float32Array, rows: number) {
  const columns = values.length / rows;
  const over: 'rows' | 'columns' = rows <= columns ? 'rows' : 'columns';
  const products = tidy(() => {
    const matrix = tf.tensor2d(values, [rows, columns]);
    const side: tf.Tensor2D = over === 'rows' ? tf.transpose(matrix) : matrix;
    return tf.matMul(side, side, true).dataSync<'float32'>();
  });
  const size = Math.min(rows, columns);
  for (let row = 0; row < size; row++)
    for (let column = row + 1; column < size; column++)
      products[row * size + column] = products[column * size + row] as number;
  return { over, size, products };
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
