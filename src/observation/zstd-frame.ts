/** How a frame begins, as a number of 4 bytes, the lowest first. */
const MAGIC = 0xfd2fb528;
/** Bytes of the dictionary's number, and of the content's size, by two bits of the descriptor. */
const DICTIONARY = [0, 1, 2, 4];
const SIZE = [0, 2, 4, 8];
/** Bytes of a block's header, and of the checksum that may end a frame. */
const BLOCK = 3;
const CHECKSUM = 4;
/** The kind of block that holds one byte, to be repeated. */
const REPEATED = 1;

/**
 * The size that a zstd frame says its content has; undefined where it is no frame, does not say, or does not
 * end where the bytes end. Looked at before it is unpacked, so that no memory is taken for what it cannot
 * be, and no unpacking waits for bytes that do not come.
 * Source: RFC 8878, section 3.1.1.
 */
export function zstdSize(frame: Uint8Array): number | undefined {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.byteLength < 5 || view.getUint32(0, true) !== MAGIC) return undefined;
  const descriptor = view.getUint8(4);
  const alone = (descriptor & 0x20) !== 0; // a single segment: there is no window
  const size = SIZE[descriptor >> 6] || (alone ? 1 : 0);
  const at = 5 + (alone ? 0 : 1) + (DICTIONARY[descriptor & 3] ?? 0);
  if (size === 0 || view.byteLength < at + size) return undefined;
  const checksum = (descriptor & 4) !== 0 ? CHECKSUM : 0;
  if (endOfBlocks(view, at + size) + checksum !== view.byteLength) return undefined;
  if (size === 1) return view.getUint8(at);
  if (size === 2) return view.getUint16(at, true) + 256;
  return size === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}

/** Where the last of the blocks ends that begin here; infinite where none is the last. */
function endOfBlocks(view: DataView, start: number): number {
  for (let at = start; at + BLOCK <= view.byteLength; ) {
    const header = view.getUint16(at, true) + view.getUint8(at + 2) * 2 ** 16;
    const kind = (header >> 1) & 3;
    at += BLOCK + (kind === REPEATED ? 1 : header >> 3);
    if (header & 1) return at;
  }
  return Number.POSITIVE_INFINITY;
}
