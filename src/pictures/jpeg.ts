import { decode } from 'jpeg-js';
import { jpegHeader } from './jpeg-header';
import { checkDeclared } from './largest';
import type { Picture } from './picture';
import { upright } from './upright';

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
  if (rgba.length !== rows * columns * 4) throw new RangeError('its size is told twice');
  return upright({ rows, columns, rgba }, orientation);
}

function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return decode(bytes, { ...LIMITS, useTArray: true, tolerantDecoding: false }).data;
  } catch (cause) {
    throw new RangeError('its pixels cannot be unpacked', { cause });
  }
}
