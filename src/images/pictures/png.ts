import { Unzlib } from 'fflate';
import { checkDeclared, type Picture } from './picture';
import { pngChunks } from './png-chunks';
import { bitsOf, pngColour, pngPasses, unfilter } from './png-pixels';

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

/** Deflate packs no tighter than this, so what is packed bounds what can come of it. */
const TIGHTEST = 1032;

/** Bytes that are unpacked at a time: 16 MiB come of them at most. */
const PIECE = 2 ** 14;

/**
 * Unpacks zlib data to exactly `size` bytes. Memory is taken only where they can hold as much, and
 * unpacking stops at the declared size, whatever follows.
 * Throws RangeError where they hold less or more, or are damaged.
 */
function inflate(packed: readonly Uint8Array[], size: number): Uint8Array {
  const tooShort = () => new RangeError('pixels are missing');
  if (packed.reduce((sum, { length }) => sum + length, 0) * TIGHTEST < size) throw tooShort();
  const unpacked = new Uint8Array(size);
  let filled = 0;
  const stream = new Unzlib((bytes) => {
    if (filled + bytes.length > size) throw new RangeError('more pixels follow than it declares');
    unpacked.set(bytes, filled);
    filled += bytes.length;
  });
  for (const part of packed) {
    for (let at = 0; at < part.length; at += PIECE) push(stream, part.subarray(at, at + PIECE));
  }
  if (filled < size) throw tooShort();
  return unpacked;
}

export function push(stream: Unzlib, bytes: Uint8Array): void {
  try {
    stream.push(bytes);
  } catch (cause) {
    if (cause instanceof RangeError) throw cause;
    throw new RangeError('its pixels cannot be unpacked', { cause });
  }
}
