import { sha256 } from '@noble/hashes/sha2';
import { randomNormal } from 'd3-random';
import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of numbers. Its draws depend on its own name alone, never on other streams. */
export interface RandomStream {
  /** A number in [0, 1), 53 random bits. */
  uniform(): number;
  /** A whole number in [low, high], both included. */
  integer(low: number, high: number): number;
  /** A number from the standard normal distribution. */
  normal(): number;
  /** `count` numbers in [0, 1), 24 random bits each. */
  uniforms(count: number): Float32Array;
  /** `count` numbers from the standard normal distribution. */
  normals(count: number): Float32Array;
  /** 0 … count-1 in random order. */
  permutation(count: number): Uint32Array;
}

/**
 * The random stream of this name under this seed: `randomStream(17, 'negatives', epoch, batch)`.
 *
 * Streams are addressed, not consumed in turn, so a new consumer of randomness never shifts
 * another, and a resumed run needs nothing but the seed and its place (epoch, batch) to go on
 * with the same draws. The generator is xoroshiro128+, started from the SHA-256 of the address.
 */
export function randomStream(seed: number, ...name: readonly (string | number)[]): RandomStream {
  const digest = sha256(new TextEncoder().encode(JSON.stringify([seed, ...name])));
  const words = new DataView(digest.buffer, digest.byteOffset);
  const state = [0, 4, 8, 12].map((at) => words.getInt32(at, true));
  const generator = xoroshiro128plusFromState(state);
  const uniform = () => uniformFloat64(generator);
  const integer = (low: number, high: number) => uniformInt(generator, low, high);
  const normal = randomNormal.source(uniform)();
  return {
    uniform,
    integer,
    normal,
    uniforms: (count) => Float32Array.from({ length: count }, () => uniformFloat32(generator)),
    normals: (count) => Float32Array.from({ length: count }, normal),
    permutation(count) {
      const order = Uint32Array.from({ length: count }, (_, index) => index);
      for (let last = count - 1; last > 0; last--) {
        const other = integer(0, last);
        [order[last], order[other]] = [order[other] as number, order[last] as number];
      }
      return order;
    },
  };
}
