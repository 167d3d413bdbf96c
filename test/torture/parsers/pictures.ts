import path from 'node:path';
import { seenPictures } from '../../../src/cli/recognise/seen-pictures';
import { randomStream } from '../../../src/engine/random';
import { idxBytes } from '../../support/idx-bytes';
import { pngBytes } from '../../support/png-bytes';
import { damagedBytes } from '../damage/bytes';
import { damagedPng } from '../damage/png';
import type { Files, Parser } from '../parser';

const SIDE = 28;
const SHAPE = { rows: SIDE, columns: SIDE, channels: 1 };
const FILE = 'picture';

/** Rows of `bytes` random bytes each. */
function rows(bytes: number, most = 255): number[][] {
  const random = randomStream(1, 'picture', bytes);
  const row = () => Array.from({ length: bytes }, () => random.integer(0, most));
  return Array.from({ length: SIDE }, row);
}

const size = { width: SIDE, height: SIDE };
const PNGS = [
  pngBytes({ ...size, depth: 8, colour: 0, rows: rows(SIDE) }),
  pngBytes({ ...size, depth: 1, colour: 0, rows: rows(Math.ceil(SIDE / 8)) }),
  pngBytes({ ...size, depth: 16, colour: 0, rows: rows(2 * SIDE), transparent: [0, 0] }),
  pngBytes({ ...size, depth: 8, colour: 2, rows: rows(3 * SIDE) }),
  pngBytes({ ...size, depth: 8, colour: 3, rows: rows(SIDE, 1), palette: [0, 0, 0, 9, 9, 9] }),
  pngBytes({ ...size, depth: 8, colour: 6, rows: rows(4 * SIDE) }),
];
const IDX = idxBytes([3, SIDE, SIDE], rows(3 * SIDE).flat());

/** A picture, in PNG of several kinds or among others in an IDX file. */
const parser: Parser = {
  name: 'pictures',
  sound: () => [...PNGS, IDX].map((bytes): Files => new Map([[FILE, bytes]])),
  damage(sound, random) {
    const bytes = sound.get(FILE) as Buffer;
    const knowing = bytes !== IDX && random.uniform() < 0.6;
    return new Map([[FILE, knowing ? damagedPng(bytes, random) : damagedBytes(bytes, random)]]);
  },
  async read(folder) {
    for await (const seen of seenPictures([path.join(folder, FILE)], SHAPE, false))
      if ('error' in seen) throw seen.error;
  },
};

export default parser;
