import type { Matrix, Range } from '../charts/raster';
import type { WatchedImage } from '../observation/watched-image';
import { mean, quantile } from '../statistics/mean';

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
      const activity = activityUnder(watched, layer, label);
      const { unitsALine, ...matrix } = unitLines(activity, order, most);
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

/** Activity of a hidden layer, from 0, under a label at each step: [(steps + 1) × units]. */
function activityUnder(
  { activity, goodness, units }: Pick<WatchedImage, 'activity' | 'goodness' | 'units'>,
  layer: number,
  label: number,
): Float32Array {
  const all = activity[layer] as Float32Array;
  const wide = units[layer] as number;
  const labels = goodness[0]?.length ?? 0;
  const under = new Float32Array(goodness.length * wide);
  for (const step of goodness.keys()) {
    const from = (step * labels + label) * wide;
    under.set(all.subarray(from, from + wide), step * wide);
  }
  return under;
}

/**
 * Activity [steps × units] as lines of steps, a line a unit in this order; where that makes more
 * than `most` lines, each is the mean of as many neighbours as it takes.
 */
export function unitLines(
  activity: Float32Array,
  order: readonly number[],
  most: number,
): Matrix & { readonly unitsALine: number } {
  const units = order.length;
  const columns = activity.length / units;
  const unitsALine = Math.ceil(units / most);
  const rows = Math.ceil(units / unitsALine);
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const members = order.slice(row * unitsALine, (row + 1) * unitsALine);
    for (let step = 0; step < columns; step++) {
      const each = members.map((unit) => activity[step * units + unit] as number);
      values[row * columns + step] = mean(each);
    }
  }
  return { rows, columns, values, unitsALine };
}

/**
 * Units in the order in which they are most active: by the step of a unit's greatest activity (its
 * first, where there are several), and of one step the most active first. Units that are never
 * active come last. `activity` is [steps × units].
 */
export function peakOrder(activity: Float32Array, units: number): number[] {
  const steps = activity.length / units;
  const peaks = Array.from({ length: units }, (_, unit) => {
    let [step, most] = [steps, 0]; // a step after the last: never
    for (let at = 0; at < steps; at++) {
      const value = activity[at * units + unit] as number;
      if (value > most) [step, most] = [at, value];
    }
    return { unit, step, most };
  });
  return peaks
    .sort((one, other) => one.step - other.step || other.most - one.most)
    .map(({ unit }) => unit);
}
