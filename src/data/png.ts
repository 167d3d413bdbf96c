import { type DecodedPng, decode } from 'fast-png';
import { InputError } from '../engine/errors';

/** Where a PNG's header ends. */
export const PNG_HEADER = 29;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What is known about a PNG before anything is unpacked. */
export interface PngHeader {
  readonly rows: number;
  readonly columns: number;
  /** Bits a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  readonly interlaced: boolean;
}

/** The header in a file's first bytes; undefined where they are not a PNG's. */
export function pngHeader(bytes: Buffer): PngHeader | undefined {
  if (bytes.length < PNG_HEADER || SIGNATURE.some((byte, at) => byte !== bytes[at])) return;
  return {
    columns: bytes.readUInt32BE(16),
    rows: bytes.readUInt32BE(20),
    depth: bytes.readUInt8(24),
    interlaced: bytes.readUInt8(28) !== 0,
  };
}

/**
 * A PNG as grey values 0–255 on black, row by row: 0.299 R + 0.587 G + 0.114 B (Rec. 601), times
 * the opacity. Checks the checksums of its parts. `file` is for messages.
 * Throws InputError where it is damaged.
 */
export function greyOfPng(bytes: Uint8Array, file: string): Uint8Array {
  try {
    const png = decode(bytes, { checkCrc: true });
    const most = 2 ** png.depth - 1;
    const colour = png.palette ? paletteColour(png.palette) : sampleColour(png, most);
    const scale = png.palette ? 1 : 255 / most;
    return Uint8Array.from({ length: png.width * png.height }, (_, pixel) => {
      const [red, green, blue, opacity] = colour(samplesOf(png, pixel));
      return Math.round(scale * opacity * (0.299 * red + 0.587 * green + 0.114 * blue));
    });
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new InputError(`${file} is a damaged PNG (${reason}). Save it anew.`, { cause });
  }
}

/** Red, green and blue in the PNG's own range; opacity in 0 … 1. */
type Colour = readonly [red: number, green: number, blue: number, opacity: number];

/** A pixel's samples. Below 8 bits they lie side by side in a byte, each row from a new byte. */
function samplesOf({ data, width, channels, depth }: DecodedPng, pixel: number): number[] {
  if (depth >= 8) return Array.from(data.subarray(pixel * channels, (pixel + 1) * channels));
  const [row, column] = [Math.floor(pixel / width), pixel % width];
  const bit = column * depth;
  const byte = data[row * Math.ceil((width * depth) / 8) + (bit >> 3)] as number;
  return [(byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1)];
}

function paletteColour(palette: readonly number[][]): (samples: number[]) => Colour {
  return ([index]) => {
    const colour = palette[index as number];
    if (!colour) throw new RangeError(`no colour ${index} in its palette`);
    const [red, green, blue, opacity = 255] = colour as [number, number, number, number?];
    return [red, green, blue, opacity / 255];
  };
}

/** Grey or colour, with an opacity or one colour that stands for transparent, or neither. */
function sampleColour({ channels, transparency }: DecodedPng, most: number) {
  return (samples: number[]): Colour => {
    const colours = channels < 3 ? 1 : 3;
    const hidden = transparency && samples.every((sample, at) => sample === transparency[at]);
    const opacity = hidden ? 0 : (samples[colours] ?? most) / most;
    const [red, green = red, blue = red] = samples.slice(0, colours) as [number, number?, number?];
    return [red, green, blue, opacity];
  };
}
