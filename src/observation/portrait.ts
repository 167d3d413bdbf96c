import type { ImageShape } from '../images/labelled-images';

/** From black to white. */
const SHADES = ' ░▒▓█';

/**
 * A picture for the terminal in shades of grey, two rows of it a line: [rows × columns × channels],
 * 0–255. A place is as bright as the mean of its channels. Of an odd number of rows the last fills a line alone.
 */
export function portrait(pixels: Uint8Array, { rows, columns, channels }: ImageShape): string {
  const lines: string[] = [];
  const brightness = (row: number, column: number) => {
    const start = (row * columns + column) * channels;
    const sum = pixels.subarray(start, start + channels).reduce((all, value) => all + value, 0);
    return sum / channels;
  };
  for (let row = 0; row < rows; row += 2) {
    const below = Math.min(row + 1, rows - 1);
    const shade = (column: number) => {
      const both = brightness(row, column) + brightness(below, column);
      return SHADES[Math.floor((both / 2 / 256) * SHADES.length)];
    };
    lines.push(Array.from({ length: columns }, (_, column) => shade(column)).join(''));
  }
  return lines.join('\n');
}
