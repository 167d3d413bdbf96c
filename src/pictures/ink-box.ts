/** A rectangle of pixels. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
}

/** The smallest box that holds every pixel above 0; the whole image where there is none. */
export function inkBox(pixels: ArrayLike<number>, rows: number, columns: number): Box {
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
