import { crc32, deflateSync } from 'node:zlib';

/** What a PNG is made of, as the PNG specification numbers it. */
export interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with opacity, 6 colour with opacity. */
  readonly colour: number;
  /** Each row's bytes; of an interlaced one, the rows of all its passes. */
  readonly rows: readonly (readonly number[])[];
  /** The number of each row's filter, where it has one: its bytes are what is left by it. */
  readonly filters?: readonly number[];
  readonly palette?: readonly number[];
  readonly transparent?: readonly number[];
  readonly interlace?: number;
  /** What stands in the place of the rows, packed, as of one that unpacks to more than it declares. */
  readonly packed?: Buffer;
}

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A PNG file. */
export function pngBytes(parts: PngParts): Buffer {
  const { width, height, depth, colour, rows, palette, transparent, interlace = 0 } = parts;
  const { filters = [] } = parts;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlace], 8);
  const data =
    parts.packed ?? deflateSync(Buffer.from(rows.flatMap((row, at) => [filters[at] ?? 0, ...row])));
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    palette ? pngChunk('PLTE', Buffer.from(palette)) : Buffer.alloc(0),
    transparent ? pngChunk('tRNS', Buffer.from(transparent)) : Buffer.alloc(0),
    pngChunk('IDAT', data),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A part of a PNG: its length, type, content and checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
