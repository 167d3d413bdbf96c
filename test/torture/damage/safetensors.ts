import type { RandomStream } from '../../../src/engine/random';
import { damagedBytes } from './bytes';
import { damagedJson } from './json';

const LENGTH = 8;

/** A safetensors file, damaged in its header, most of the time as JSON, or anywhere. */
export function damagedSafetensors(bytes: Buffer, random: RandomStream): Buffer {
  if (random.uniform() < 0.3) return damagedBytes(bytes, random);
  const start = LENGTH + Number(bytes.readBigUInt64LE());
  const header = Buffer.from(damagedJson(bytes.toString('utf8', LENGTH, start), random));
  const length = Buffer.alloc(LENGTH);
  length.writeBigUInt64LE(BigInt(header.length));
  const file = Buffer.concat([length, header, bytes.subarray(start)]);
  return random.uniform() < 0.2 ? damagedBytes(file, random) : file;
}
