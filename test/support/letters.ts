import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import type { LabelledImages } from '../../src/images/labelled-images';
import { idxBytes } from './idx-bytes';

/** How a drawn digit becomes another sign: as it is, along its diagonal, upside down. */
const WAYS = [
  (row: number, column: number) => [row, column],
  (row: number, column: number) => [column, row],
  (row: number, column: number) => [27 - row, column],
] as const;

/**
 * Writes a data set of 26 signs with labels 1 to 26, as EMNIST's letters have them: drawn digits,
 * the same along their diagonal, and six of them upside down.
 */
export function writeLetters(folder: string): string {
  const { training, test } = drawnDigits({ training: 1300, test: 260 });
  mkdirSync(folder, { recursive: true });
  for (const [name, images] of [
    ['train', training],
    ['t10k', test],
  ] as const) {
    const { pixels, labels } = signsOf(images);
    const write = (kind: string, bytes: Uint8Array) =>
      writeFileSync(path.join(folder, `${name}-${kind}-ubyte`), bytes);
    write('images-idx3', idxBytes([images.count, 28, 28], pixels));
    write('labels-idx1', idxBytes([images.count], labels));
  }
  return folder;
}

function signsOf({ count, pixels, labels }: LabelledImages) {
  const signs = { pixels: new Uint8Array(pixels.length), labels: new Uint8Array(count) };
  labels.forEach((digit, image) => {
    const way = Math.floor(image / 10) % (digit < 6 ? 3 : 2);
    signs.labels[image] = 1 + digit + 10 * way;
    for (let row = 0; row < 28; row++)
      for (let column = 0; column < 28; column++) {
        const [r, c] = (WAYS[way] as (typeof WAYS)[number])(row, column) as [number, number];
        signs.pixels[image * 784 + row * 28 + column] = pixels[image * 784 + r * 28 + c] as number;
      }
  });
  return signs;
}
