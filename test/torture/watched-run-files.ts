import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomStream } from '../../src/engine/random';
import { writeWatched } from '../../src/observation/watched-file';
import { RECORD } from '../support/run-record';
import { grey } from '../support/shapes';
import type { Files } from './parser';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>of it</text></svg>';
const [ROWS, CLASSES, STEPS, UNITS] = [4, 3, 4, [3, 2]] as const;

/** The folder of a finished run with a figure and with images that were watched: small, and the same
 * every time. */
export function watchedRunFiles(): Files {
  const figures = [{ file: 'figure.svg', title: 'A figure', caption: 'What it shows.' }];
  const checksums = { labels: createHash('sha256').digest('hex') };
  const data = { set: 'drawn-digits', source: 'drawn' as const, path: '', checksums };
  const counts = { split: 'validation' as const, training: 100, held: 20 };
  const record = { ...RECORD, figures, data: { ...data, ...counts } };
  return new Map([
    ['run.json', Buffer.from(`${JSON.stringify(record, null, 2)}\n`)],
    ['figure.svg', Buffer.from(SVG)],
    ['watched.json', watched()],
  ]);
}

function watched(): Buffer {
  const random = randomStream(1, 'watched');
  const folder = mkdtempSync(path.join(tmpdir(), 'topdown-'));
  const file = path.join(folder, 'watched.json');
  const goodness = () => Array.from({ length: CLASSES }, () => UNITS.map(() => random.uniform()));
  const image = (index: number) => ({
    ...{
      index,
      label: 1,
      answer: 2,
      readout: 1,
      ...grey(ROWS, ROWS),
      classNames: ['0', '1', '2'],
      units: UNITS,
    },
    pixels: Uint8Array.from({ length: ROWS * ROWS }, () => random.integer(0, 255)),
    goodness: Array.from({ length: STEPS + 1 }, goodness),
    activity: UNITS.map((units) => random.uniforms((STEPS + 1) * CLASSES * units)),
  });
  try {
    writeWatched(file, [image(0), image(7)], { window: { first: 2, last: 3 } });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
