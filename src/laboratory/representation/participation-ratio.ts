import { centred, gram } from './gram';

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
