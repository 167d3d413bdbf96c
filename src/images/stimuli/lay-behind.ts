import type { ImageShape } from '../labelled-images';
import type { Box } from '../pictures/resample';
import { brightness } from './each-image';

/**
 * Lays a part of another image of the same shape behind a scene, its upper left corner at (top,
 * left); what falls outside is lost. Changes `scene` [rows × columns × channels].
 *
 * What is in the scene has a dark outline of one pixel, so that it is seen to lie in front: white
 * ink on white ink would be one blot. The other image shows as far as the scene's ink and outline
 * are dark, other · (1 − c / 255), c the brightest channel of a pixel and its eight neighbours, and
 * where that is brighter than the scene. A pixel of the scene of 128 or more therefore stays as it is.
 */
export function layBehind(
  scene: Uint8Array,
  shape: Pick<ImageShape, 'rows' | 'columns' | 'channels'>,
  other: Uint8Array,
  part: Box,
  [top, left]: readonly [top: number, left: number],
): void {
  const { columns, channels } = shape;
  const before = Uint8Array.from(scene);
  const bright = brightness(before, shape);
  const rows = bright.length / columns;
  for (let row = Math.max(0, -top); row < part.rows && top + row < rows; row++) {
    for (let column = Math.max(0, -left); column < part.columns; column++) {
      if (left + column >= columns) break;
      const open = 1 - cover(bright, columns, top + row, left + column) / 255;
      const from = ((part.top + row) * columns + part.left + column) * channels;
      const to = ((top + row) * columns + left + column) * channels;
      for (let channel = 0; channel < channels; channel++) {
        const behind = Math.round((other[from + channel] as number) * open);
        scene[to + channel] = Math.max(before[to + channel] as number, behind);
      }
    }
  }
}

/** The brightest of a pixel and its neighbours. */
function cover(pixels: Uint8Array, columns: number, row: number, column: number): number {
  let brightest = 0;
  const [first, last] = [Math.max(0, column - 1), Math.min(columns - 1, column + 1)];
  for (let near = row - 1; near <= row + 1; near++) {
    // Rows outside the image hold no pixels: undefined, taken as black.
    for (let at = near * columns + first; at <= near * columns + last; at++)
      brightest = Math.max(brightest, pixels[at] ?? 0);
  }
  return brightest;
}
