import { inflate } from './inflate';
import { checkDeclared } from './largest';
import type { Picture } from './picture';
import { pngChunks } from './png-chunks';
import { pngColour } from './png-colours';
import { bitsOf, pngPasses } from './png-passes';
import { unfilter } from './png-unfilter';

/**
 * The picture in a PNG, of any kind of colour, depth and interlacing; of an animation the picture
 * that stands for it. Read here and not by a library: those there are unpack whatever is packed
 * (pixels, profiles, texts), however few pixels the header declares. `name` is for messages.
 * Throws InputError where it declares too many pixels, RangeError where it is damaged.
 */
export function decodePng(bytes: Uint8Array, name: string): Picture {
  const chunks = pngChunks(bytes);
  const { header } = chunks;
  const { rows, columns } = header;
  checkDeclared(rows, columns, name);
  const passes = pngPasses(header);
  const size = passes.reduce((sum, pass) => sum + pass.rows * (1 + pass.lineBytes), 0);
  const data = inflate(chunks.data, size);
  const colour = pngColour(chunks);
  const rgba = new Uint8Array(rows * columns * 4);
  let start = 0;
  for (const pass of passes) {
    const { lineBytes, place } = pass;
    unfilter(data.subarray(start), pass, Math.max(1, bitsOf(header) / 8));
    for (let row = 0; row < pass.rows; row++, start += 1 + lineBytes) {
      const line = data.subarray(start + 1, start + 1 + lineBytes);
      const first = (place.row + row * place.down) * columns + place.column;
      for (let at = 0; at < pass.columns; at++)
        colour(line, at, rgba, 4 * (first + at * place.across));
    }
  }
  return { rows, columns, rgba };
}
