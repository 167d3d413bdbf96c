/** A rectangle of pixels. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
}

/** Squares of this side, row by row, that cover rows × columns; the last ones are cut to fit. */
export function tiles(rows: number, columns: number, side: number): Box[] {
  const boxes: Box[] = [];
  for (let top = 0; top < rows; top += side) {
    for (let left = 0; left < columns; left += side) {
      const [high, wide] = [Math.min(side, rows - top), Math.min(side, columns - left)];
      boxes.push({ top, left, rows: high, columns: wide });
    }
  }
  return boxes;
}

/** Sets the pixels in the box to one grey value. `columns`: of the image. */
export function fillBox(
  pixels: Uint8Array,
  columns: number,
  { top, left, rows, columns: wide }: Box,
  grey: number,
): void {
  for (let row = top; row < top + rows; row++)
    pixels.fill(grey, row * columns + left, row * columns + left + wide);
}

/** The smallest box that holds every pixel above 0; the whole image where there is none. */
export function inkBox(pixels: Uint8Array, rows: number, columns: number): Box {
  let [top, bottom, left, right] = [rows, -1, columns, -1];
  for (let at = 0; at < pixels.length; at++) {
    if (pixels[at] === 0) continue;
    const [row, column] = [Math.floor(at / columns), at % columns];
    top = Math.min(top, row);
    bottom = row;
    left = Math.min(left, column);
    right = Math.max(right, column);
  }
  if (bottom < 0) return { top: 0, left: 0, rows, columns };
  return { top, left, rows: bottom - top + 1, columns: right - left + 1 };
}
