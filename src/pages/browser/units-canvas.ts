import { VIRIDIS } from '../../charts/colours';

/** Columns for each row of a grid of units, and how far from it a grid without a gap may be. */
const SHAPE = 4 / 3;
const LEAST = 1;
const MOST = 2;

/** Rows and columns of a grid that holds so many units: without a gap, where there is such a one. */
export function gridOf(units: number): { rows: number; columns: number } {
  const wanted = Math.sqrt(units * SHAPE);
  const even = Array.from({ length: units }, (_, at) => at + 1).filter((columns) => {
    const shape = columns ** 2 / units;
    return units % columns === 0 && shape >= LEAST && shape <= MOST;
  });
  even.sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted));
  const columns = even[0] ?? Math.ceil(wanted);
  return { rows: Math.ceil(units / columns), columns };
}

/** The colours of activity 0–255. */
const COLOURS = Array.from({ length: 256 }, (_, value) => [...VIRIDIS(value / 255), 255]);

/** The grid as pixels, [rows × columns × 4], in these colours of 0–255; what is left of the last row is transparent. */
export function unitPixels(
  activity: Uint8Array,
  colours: readonly (readonly number[])[] = COLOURS,
): Uint8ClampedArray<ArrayBuffer> {
  const { rows, columns } = gridOf(activity.length);
  const pixels = new Uint8ClampedArray(4 * rows * columns);
  for (const [unit, value] of activity.entries()) pixels.set(colours[value] ?? [], 4 * unit);
  return pixels;
}
