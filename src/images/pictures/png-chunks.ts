import { inShort } from '../../input/errors';

/** What a PNG is made of, as far as its pixels need it. */
export interface PngChunks {
  readonly header: PngHeader;
  /** Red, green and blue of each colour, where pixels are numbers of colours. */
  readonly palette?: Uint8Array;
  /** The opacity of each colour, or the one colour that stands for transparent. */
  readonly transparent?: Uint8Array;
  /** The pixels, packed. */
  readonly data: readonly Uint8Array[];
}

/** What a PNG says about itself. */
export interface PngHeader {
  readonly rows: number;
  readonly columns: number;
  /** Bits a sample. */
  readonly depth: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with opacity, 6 colour with opacity. */
  readonly colour: number;
  readonly interlaced: boolean;
}

/** Bytes of the signature. */
const SIGNATURE = 8;

/** The depths that each kind of colour may have (PNG specification, table 11.1). */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/**
 * The parts of a PNG, their checksums checked; profiles, texts and further frames are passed over.
 * Nothing is unpacked. Throws RangeError where the file is damaged.
 */
export function pngChunks(bytes: Uint8Array): PngChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const single = new Map<string, Uint8Array>();
  const data: Uint8Array[] = [];
  for (let at = SIGNATURE; ; ) {
    if (at + 12 > bytes.length) throw new RangeError('it ends too early');
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) throw new RangeError('it ends too early');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (view.getUint32(end) !== crc32(bytes.subarray(at + 4, end)))
      throw new RangeError(`the checksum of its ${inShort(type)} at byte ${at} is wrong`);
    const content = bytes.subarray(at + 8, end);
    if (type === 'IEND') break;
    if (type === 'IDAT') data.push(content);
    else if (!single.has(type)) single.set(type, content);
    at = end + 4;
  }
  const [palette, transparent] = [single.get('PLTE'), single.get('tRNS')];
  return {
    header: headerOf(single.get('IHDR')),
    ...(palette && { palette }),
    ...(transparent && { transparent }),
    data,
  };
}

function headerOf(content: Uint8Array | undefined): PngHeader {
  if (content?.length !== 13) throw new RangeError('it has no header');
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  const [depth, colour, packing, filter, interlace] = content.subarray(8) as unknown as number[];
  if (!DEPTHS[colour as number]?.includes(depth as number))
    throw new RangeError(`its header declares colour ${colour} with ${depth} bits`);
  if (packing !== 0 || filter !== 0 || (interlace as number) > 1)
    throw new RangeError('its header declares a packing that there is not');
  return {
    columns: view.getUint32(0),
    rows: view.getUint32(4),
    depth: depth as number,
    colour: colour as number,
    interlaced: interlace === 1,
  };
}

/** CRC-32 of each byte alone (PNG specification, annex D). */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
