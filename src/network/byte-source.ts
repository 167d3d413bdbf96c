/** Where the bytes of a file come from: a disk, or what was fetched. */
export interface ByteSource {
  /** What it is called in messages: a path. */
  readonly name: string;
  /** Bytes in all. */
  readonly size: number;
  /** So many bytes from a place on, in a buffer of their own; fewer where it has ended. */
  readonly read: (from: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Bytes that are in memory. */
export function bytesNamed(name: string, bytes: Uint8Array): ByteSource {
  // Copied by a constructor, because `slice` of a Node Buffer does not copy.
  const read = async (from: number, length: number) =>
    new Uint8Array(bytes.subarray(from, from + length));
  return { name, size: bytes.length, read };
}
