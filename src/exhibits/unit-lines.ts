import type { Matrix } from '../figures/raster';

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
      const sum = members.reduce((all, unit) => all + (activity[step * units + unit] as number), 0);
      values[row * columns + step] = sum / members.length;
    }
  }
  return { rows, columns, values, unitsALine };
}
