import { Unzlib } from 'fflate';

/** Deflate packs no tighter than this, so what is packed bounds what can come of it. */
const TIGHTEST = 1032;

/** Bytes that are unpacked at a time: 16 MiB come of them at most. */
const PIECE = 2 ** 14;

/**
 * Unpacks zlib data to exactly `size` bytes. Memory is taken only where they can hold as much, and
 * unpacking stops at the declared size, whatever follows.
 * Throws RangeError where they hold less or more, or are damaged.
 */
export function inflate(packed: readonly Uint8Array[], size: number): Uint8Array {
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

function push(stream: Unzlib, bytes: Uint8Array): void {
  try {
    stream.push(bytes);
  } catch (cause) {
    if (cause instanceof RangeError) throw cause;
    throw new RangeError('its pixels cannot be unpacked', { cause });
  }
}
