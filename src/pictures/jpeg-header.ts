import { exifOrientation } from './exif-orientation';

/** What a JPEG says about itself before its pixels. */
export interface JpegHeader {
  readonly rows: number;
  readonly columns: number;
  /** Which side is up, as Exif numbers it: 1 … 8. */
  readonly orientation: number;
}

/** The segment of Exif data, and how they begin. */
const APP1 = 0xe1;
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];

/** Markers from C0 to CF start a frame, but for those of tables (DHT, JPG, DAC). */
const FRAME = { first: 0xc0, last: 0xcf, others: [0xc4, 0xc8, 0xcc] };

/**
 * The size and orientation that a JPEG declares, from the segments before its pixels.
 * Throws RangeError where it has none.
 */
export function jpegHeader(bytes: Uint8Array): JpegHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let orientation = 1;
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes[at + 1] as number;
    if (bytes[at] !== 0xff || marker === 0xff) {
      at++; // bytes that fill up
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (marker >= FRAME.first && marker <= FRAME.last && !FRAME.others.includes(marker))
      return { rows: view.getUint16(at + 5), columns: view.getUint16(at + 7), orientation };
    const content = bytes.subarray(at + 4, end);
    if (marker === APP1 && EXIF.every((byte, index) => byte === content[index]))
      orientation = exifOrientation(content.subarray(EXIF.length));
    at = end;
  }
  throw new RangeError('it ends before its size is told');
}
