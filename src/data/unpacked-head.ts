import { constants, gunzipSync } from 'node:zlib';

/** Whether what begins with these bytes is packed by gzip. */
export function isPacked(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * The first bytes of a file, unpacked where they are packed, as far as its own first bytes tell. Throws
 * zlib's error where they do not unpack.
 */
export function unpackedHead(head: Buffer): Buffer {
  // The end that gunzip waits for is not there.
  return isPacked(head) ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }) : head;
}
