import { deflateSync, gzipSync } from 'node:zlib';
import type { RandomStream } from '../../../src/engine/random';
import { oneOf } from '../parser';

/** What a bomb unpacks to: far more than ten times a small file and the floor. In bytes. */
const SIZES = [2 ** 20, 2 ** 28];

const packed = new Map<string, Buffer>();

function once(key: string, make: () => Buffer): Buffer {
  const made = packed.get(key) ?? make();
  packed.set(key, made);
  return made;
}

/** A gzip file that begins as `head` and goes on with zeros, many more than it declares. */
export function gzipBomb(head: Buffer, random: RandomStream): Buffer {
  const size = oneOf(random, SIZES);
  // Members of a gzip file follow each other: the zeros are packed once.
  const zeros = once(`gzip ${size}`, () => gzipSync(Buffer.alloc(size)));
  return Buffer.concat([gzipSync(head), zeros]);
}

/** A stream of zlib, as in a PNG, of zeros. */
export function deflateBomb(random: RandomStream): Buffer {
  const size = oneOf(random, SIZES);
  return once(`deflate ${size}`, () => deflateSync(Buffer.alloc(size)));
}

/** A Zstandard frame (RFC 8878) of so many blocks that each repeat a byte 128 KiB long. */
export function zstdBomb(random: RandomStream): Buffer {
  const blocks = oneOf(random, SIZES) / 2 ** 17;
  const block = (last: boolean) => {
    const header = ((2 ** 17) << 3) | (1 << 1) | Number(last); // size, type RLE, last
    return Buffer.of(header & 255, (header >> 8) & 255, header >> 16, 0);
  };
  const frame = [0x28, 0xb5, 0x2f, 0xfd, 0, 0x38]; // magic; no size; a window of 128 KiB
  const all = Array.from({ length: blocks }, (_, at) => block(at === blocks - 1));
  return Buffer.concat([Buffer.from(frame), ...all]);
}
