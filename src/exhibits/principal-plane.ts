import { PCA } from 'ml-pca';
import type { Place } from '../figures/pushed-apart';

/** States in a plane, and the share of the variance that each axis shows, 0 … 1. */
export interface Plane {
  readonly points: readonly Place[];
  readonly shares: readonly number[];
}

/**
 * States [count × units] in the plane of their first two principal components. The sign of an axis
 * means nothing: here the first state lies at negative coordinates, or at 0.
 */
export function principalPlane(states: Float32Array, units: number): Plane {
  const rows = Array.from({ length: states.length / units }, (_, at) =>
    Array.from(states.subarray(at * units, (at + 1) * units)),
  );
  const pca = new PCA(rows);
  const all = pca.predict(rows).to2DArray();
  const sign = [0, 1].map((axis) => ((all[0]?.[axis] ?? 0) > 0 ? -1 : 1));
  const at = (row: readonly number[], axis: 0 | 1) => (sign[axis] as number) * (row[axis] ?? 0);
  return {
    points: all.map((row) => ({ x: at(row, 0), y: at(row, 1) })),
    shares: pca
      .getExplainedVariance()
      .slice(0, 2)
      .map((share) => share || 0), // NaN where none varies
  };
}
