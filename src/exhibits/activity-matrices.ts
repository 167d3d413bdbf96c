import type { Matrix, Range } from '../figures/raster';
import type { WatchedImage } from '../observation/watched-image';
import { quantile } from '../statistics/quantile';
import { activityUnder } from './activity-under';
import { peakOrder } from './peak-order';
import { unitLines } from './unit-lines';

/** Activity of a hidden layer under a label: a line a unit or several, a column a step. */
export interface ActivityMatrix {
  /** From 0. */
  readonly layer: number;
  readonly label: number;
  readonly units: number;
  /** Units whose mean a line is. */
  readonly unitsALine: number;
  readonly matrix: Matrix;
}

/**
 * What the units of each layer did under each of these labels, layer by layer, in at most so many
 * lines. A layer's units are in the same order under all: that of their peaks under the first.
 */
export function activityMatrices(
  watched: WatchedImage,
  labels: readonly [number, ...number[]],
  most: number,
): readonly ActivityMatrix[] {
  return watched.units.flatMap((units, layer) => {
    const order = peakOrder(activityUnder(watched, layer, labels[0]), units);
    return labels.map((label) => {
      const { unitsALine, ...matrix } = unitLines(
        activityUnder(watched, layer, label),
        order,
        most,
      );
      return { layer, label, units, unitsALine, matrix };
    });
  });
}

/** Of the values, the share that lies within the scale. */
const WITHIN = 0.99;

/** One scale for all: from silence to what nearly all stay below, rounded up to a half. */
export function activityScale(maps: readonly ActivityMatrix[]): Range {
  const values = maps.flatMap(({ matrix }) => Array.from(matrix.values));
  const most = quantile(Float64Array.from(values).sort(), WITHIN);
  return { from: 0, to: Math.ceil(2 * most) / 2 || 1 };
}
