import { dotProduct, normed } from '../measures/correlation';

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
