import type { ImageShape } from '../data/labelled-images';
import type { Box } from '../pictures/ink-box';

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

/** Sets all channels of the pixels in the box to one value. */
export function fillBox(
  pixels: Uint8Array,
  { columns, channels }: Pick<ImageShape, 'columns' | 'channels'>,
  { top, left, rows, columns: wide }: Box,
  grey: number,
): void {
  for (let row = top; row < top + rows; row++)
    pixels.fill(grey, (row * columns + left) * channels, (row * columns + left + wide) * channels);
}
