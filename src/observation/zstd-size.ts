/** How a zstd frame begins, as a number of 4 bytes, the lowest first. */
const MAGIC = 0xfd2fb528;
/** Bytes of the dictionary's number, and of the content's size, by two bits of the descriptor. */
const DICTIONARY = [0, 1, 2, 4];
const SIZE = [0, 2, 4, 8];

/**
 * The size that a zstd frame says its content has; undefined where it is no frame, or does not say.
 * Looked at before it is unpacked, so that no memory is taken for what it cannot be.
 * Source: RFC 8878, section 3.1.1.1.
 */
export function zstdSize(frame: Uint8Array): number | undefined {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.byteLength < 5 || view.getUint32(0, true) !== MAGIC) return undefined;
  const descriptor = view.getUint8(4);
  const alone = (descriptor & 0x20) !== 0; // a single segment: there is no window
  const size = SIZE[descriptor >> 6] || (alone ? 1 : 0);
  const at = 5 + (alone ? 0 : 1) + (DICTIONARY[descriptor & 3] ?? 0);
  if (size === 0 || view.byteLength < at + size) return undefined;
  if (size === 1) return view.getUint8(at);
  if (size === 2) return view.getUint16(at, true) + 256;
  return size === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}
