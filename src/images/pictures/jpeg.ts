import { decode } from 'jpeg-js';
import { checkDeclared, type Picture } from './picture';

/** A block of 8 × 8 pixels takes a bit at least: a byte holds no more pixels than this. */
const TIGHTEST = 512;

/** Bounds of the library's own, beyond what is let through to it. */
const LIMITS = { maxResolutionInMP: 40, maxMemoryUsageInMB: 4096 };

/**
 * The picture in a JPEG, baseline or progressive, upright as its Exif data say. `name` is for
 * messages. Throws InputError where it declares too many pixels, and RangeError where it is damaged.
 */
export function decodeJpeg(bytes: Uint8Array, name: string): Picture {
  const { rows, columns, orientation } = jpegHeader(bytes);
  checkDeclared(rows, columns, name);
  if (rows * columns > bytes.length * TIGHTEST) throw new RangeError('pixels are missing');
  const rgba = unpacked(bytes);
  if (rgba.length !== rows * columns * 4) throw new RangeError('its size is given twice');
  return upright({ rows, columns, rgba }, orientation);
}

function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return decode(bytes, { ...LIMITS, useTArray: true, tolerantDecoding: false }).data;
  } catch (cause) {
    throw new RangeError('its pixels cannot be unpacked', { cause });
  }
}

/** What a JPEG says about itself before its pixels. */
interface JpegHeader {
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
function jpegHeader(bytes: Uint8Array): JpegHeader {
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
  throw new RangeError('it ends before its size is given');
}

/** The tag of the orientation (Exif 2.3, section 4.6.4). */
const ORIENTATION = 0x0112;

/** Bytes of an entry of a directory. */
const ENTRY = 12;

/**
 * Which side of a picture is up, 1 … 8 as Exif numbers it, from a TIFF structure such as Exif data
 * are; 1, as it lies, where they do not tell or are damaged.
 */
function exifOrientation(tiff: Uint8Array): number {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
  const little = tiff[0] === 0x49; // II: Intel's order of bytes; MM: Motorola's
  const short = (at: number) => (at + 2 <= tiff.length ? view.getUint16(at, little) : 0);
  const directory = tiff.length >= 8 ? view.getUint32(4, little) : tiff.length;
  const entries = short(directory);
  for (let at = directory + 2; at < directory + 2 + entries * ENTRY; at += ENTRY) {
    if (at + ENTRY > tiff.length) break;
    if (short(at) !== ORIENTATION) continue;
    const found = short(at + 8);
    return found >= 1 && found <= 8 ? found : 1;
  }
  return 1;
}

/**
 * The picture turned and mirrored as Exif's `orientation` 1 … 8 asks: its stored first row is the
 * top (1, 2), the bottom (3, 4), the left (5, 8) or the right (6, 7) of what was seen.
 */
function upright({ rows, columns, rgba }: Picture, orientation: number): Picture {
  if (orientation === 1) return { rows, columns, rgba };
  const swapped = orientation >= 5;
  const [high, wide] = swapped ? [columns, rows] : [rows, columns];
  const fromBottom = [3, 4, 7, 8].includes(orientation);
  const fromRight = [2, 3, 6, 7].includes(orientation);
  const [from, to] = [pixelsOf(rgba), new Uint32Array(high * wide)];
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      const y = fromBottom ? high - 1 - row : row;
      const x = fromRight ? wide - 1 - column : column;
      to[row * wide + column] = from[swapped ? x * columns + y : y * columns + x] as number;
    }
  }
  return { rows: high, columns: wide, rgba: new Uint8Array(to.buffer) };
}

/** Each pixel's four bytes as one number. */
function pixelsOf(rgba: Uint8Array): Uint32Array {
  const whole = rgba.byteOffset % 4 === 0 ? rgba : rgba.slice();
  return new Uint32Array(whole.buffer, whole.byteOffset, whole.length / 4);
}
