import { deflateSync, inflateSync } from 'node:zlib';
import type { RandomStream } from '../../../src/engine/random';
import { PNG_SIGNATURE, pngChunk } from '../../support/png-bytes';
import { oneOf } from '../parser';
import { deflateBomb } from './bombs';
import { damagedBytes } from './bytes';

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** A PNG with damage that its checksums do not give away: in one chunk, or in their order. */
export function damagedPng(bytes: Buffer, random: RandomStream): Buffer {
  const chunks = chunksOf(bytes);
  const at = random.integer(0, chunks.length - 1);
  const chunk = chunks[at] as Chunk;
  const changed = oneOf<() => Chunk[]>(random, [
    () => [{ ...chunk, data: damagedBytes(chunk.data, random) }],
    () => [{ ...chunk, data: inPixels(chunk, random) }],
    () => [chunk, chunk],
    () => [],
    () => [chunk, oneOf(random, chunks)],
    () => [{ ...chunk, type: oneOf(random, ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'iCCP', 'zzzz']) }],
    () => [{ type: 'tEXt', data: Buffer.alloc(2 ** 17, 'x') }, chunk],
    () => (chunk.type === 'IDAT' ? [{ ...chunk, data: deflateBomb(random) }] : [chunk]),
  ])();
  const written = chunks.toSpliced(at, 1, ...changed).map(({ type, data }) => pngChunk(type, data));
  return Buffer.concat([PNG_SIGNATURE, ...written]);
}

/** What is packed in the chunk, damaged and packed again. */
function inPixels({ type, data }: Chunk, random: RandomStream): Buffer {
  return type === 'IDAT' ? deflateSync(damagedBytes(inflateSync(data), random)) : data;
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = PNG_SIGNATURE.length; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}
