import type { RandomStream } from '../../../src/engine/random';
import { oneOf } from '../parser';

/** Whole numbers at which widths end, and their neighbours. */
const EDGES = [0n, 7n, 8n, 15n, 16n, 24n, 31n, 32n, 33n, 53n, 63n, 64n].flatMap((bits) => {
  const edge = 2n ** bits;
  return [edge - 1n, edge, edge + 1n];
});

/** Numbers as they are written in files of text. */
const WRITTEN = [
  ...EDGES.flatMap((edge) => [String(edge), String(-edge)]),
  ...[
    '1e308',
    '1e309',
    '-1e309',
    '5e-324',
    '-0',
    '0.1',
    '1e-4',
    '1e400',
    '99999',
    '100000',
    '1000000',
  ],
];

/** A number at a limit of some width, as text. */
export function writtenLimit(random: RandomStream): string {
  return oneOf(random, WRITTEN);
}

/** A number at a limit, as 1, 2, 4 or 8 bytes in either order. */
export function limitBytes(random: RandomStream): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, oneOf(random, EDGES)));
  const some = bytes.subarray(0, oneOf(random, [1, 2, 4, 8]));
  return random.uniform() < 0.5 ? some : some.reverse();
}
