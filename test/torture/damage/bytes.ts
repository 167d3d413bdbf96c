import type { RandomStream } from '../../../src/engine/random';
import { oneOf } from '../parser';
import { limitBytes } from './limits';

type Damage = (bytes: Buffer, random: RandomStream, other: Buffer) => Buffer;

/** How far into a file its header goes, more or less. */
const HEAD = 64;
/** Bytes that are added at once, at most. */
const MORE = 4096;

/** A place in the bytes, half of the time in the head. */
function place({ length }: Buffer, random: RandomStream): number {
  const most = random.uniform() < 0.5 ? Math.min(length, HEAD) : length;
  return random.integer(0, Math.max(0, most - 1));
}

/** A piece of some bytes: from, to. */
function piece(bytes: Buffer, random: RandomStream): [number, number] {
  const from = place(bytes, random);
  return [from, from + random.integer(1, Math.min(MORE, Math.max(1, bytes.length - from)))];
}

function overwritten(bytes: Buffer, at: number, by: Uint8Array): Buffer {
  const changed = Buffer.from(bytes);
  changed.set(by.subarray(0, Math.max(0, bytes.length - at)), at);
  return changed;
}

function chance(count: number, random: RandomStream): Buffer {
  return Buffer.from(Array.from({ length: count }, () => random.integer(0, 255)));
}

const flip: Damage = (bytes, random) => {
  if (bytes.length === 0) return bytes;
  const at = place(bytes, random);
  return overwritten(bytes, at, Buffer.of((bytes[at] as number) ^ (1 << random.integer(0, 7))));
};
const limit: Damage = (bytes, random) =>
  overwritten(bytes, place(bytes, random), limitBytes(random));
const noise: Damage = (bytes, random) =>
  overwritten(bytes, place(bytes, random), chance(random.integer(1, 32), random));
const truncate: Damage = (bytes, random) => bytes.subarray(0, random.integer(0, bytes.length));
const extend: Damage = (bytes, random) => {
  const count = random.integer(1, MORE);
  const more = random.uniform() < 0.5 ? Buffer.alloc(count) : chance(count, random);
  return Buffer.concat([bytes, more]);
};
const remove: Damage = (bytes, random) => {
  const [from, to] = piece(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};
const duplicate: Damage = (bytes, random) => {
  const [from, to] = piece(bytes, random);
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
};
const splice: Damage = (bytes, random, other) => {
  const [from, to] = piece(other, random);
  const at = place(bytes, random);
  return Buffer.concat([bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at)]);
};
const graft: Damage = (bytes, random, other) =>
  Buffer.concat([bytes.subarray(0, place(bytes, random)), other.subarray(place(other, random))]);

const DAMAGES = [
  flip,
  flip,
  limit,
  limit,
  noise,
  truncate,
  extend,
  remove,
  duplicate,
  splice,
  graft,
];

/** Some bytes, damaged in one to four ways. `other` is a file of the same kind to take from. */
export function damagedBytes(bytes: Buffer, random: RandomStream, other: Buffer = bytes): Buffer {
  let damaged = bytes;
  for (let times = random.integer(1, 4); times > 0; times--)
    damaged = oneOf(random, DAMAGES)(damaged, random, other);
  return damaged;
}
