import type { ImageShape } from '../images/labelled-images';

/** Parts of fields that units see, all of one shape. */
export interface SeenParts {
  readonly shape: ImageShape;
  /** As many as there are fields, in their order: [rows × columns × channels]. */
  readonly parts: readonly Float32Array[];
}

/**
 * Of each field [rows × columns × channels] the rectangle around its weights that are not 0, all as large as
 * the largest and within the field: whole fields, where units see everything, or none sees anything.
 */
export function seenParts(fields: readonly Float32Array[], shape: ImageShape): SeenParts {
  const { columns, channels } = shape;
  const bounds = fields.map((field) => boundsOf(field, shape));
  const largest = (extent: (one: Bounds) => number) => Math.max(0, ...bounds.map(extent));
  const rows = largest(({ top, bottom }) => bottom - top) || shape.rows;
  const across = largest(({ left, right }) => right - left) || columns;
  const parts = fields.map((field, at) => {
    const { top, left } = bounds[at] as Bounds;
    const [row, column] = [Math.min(top, shape.rows - rows), Math.min(left, columns - across)];
    const part = new Float32Array(rows * across * channels);
    for (let line = 0; line < rows; line++) {
      const from = ((row + line) * columns + column) * channels;
      part.set(field.subarray(from, from + across * channels), line * across * channels);
    }
    return part;
  });
  return { shape: { rows, columns: across, channels }, parts };
}

/** The first row and column in which anything is seen, and those after the last: all 0 where nothing is. */
interface Bounds {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

function boundsOf(field: Float32Array, { columns, channels }: ImageShape): Bounds {
  let [top, bottom, left, right] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0];
  for (const [at, weight] of field.entries()) {
    if (weight === 0) continue;
    const place = Math.floor(at / channels);
    const [row, column] = [Math.floor(place / columns), place % columns];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row + 1)];
    [left, right] = [Math.min(left, column), Math.max(right, column + 1)];
  }
  return bottom === 0 ? { top: 0, bottom, left: 0, right } : { top, bottom, left, right };
}
