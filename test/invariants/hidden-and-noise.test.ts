import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import type { LabelledImages } from '../../src/images/labelled-images';
import { first } from '../../src/images/split';
import { HALVES, type Half, hideHalf, pixelsOfHalf } from '../../src/images/stimuli/hidden-half';
import { noisePictures, scrambled } from '../../src/images/stimuli/noise-pictures';
import { grey, TEN } from '../support/shapes';

const sizes = fc.integer({ min: 1, max: 9 });
const seeds = fc.integer({ min: 0, max: 1000 });

/** Images without a grey of 7. */
function images(count: number, rows: number, columns: number): LabelledImages {
  const random = randomStream(3, 'images');
  const pixels = Uint8Array.from({ length: count * rows * columns }, () => random.integer(8, 255));
  const labels = Uint8Array.from({ length: count }, (_, at) => at % 10);
  return { name: 'some', count, ...grey(rows, columns), ...TEN, pixels, labels };
}

const opposite: Record<Half, Half> = {
  left: 'right',
  right: 'left',
  upper: 'lower',
  lower: 'upper',
};

describe('half of an image', () => {
  it('is hidden, and the rest and the given images stay as they are', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.constantFrom(...HALVES), (rows, columns, half) => {
        const given = images(3, rows, columns);
        const before = given.pixels.slice();
        const { pixels, ...rest } = hideHalf(given, half, 7);
        const places = new Set(pixelsOfHalf(half, given));
        pixels.forEach((grey, at) => {
          expect(grey).toBe(places.has(at % (rows * columns)) ? 7 : before[at]);
        });
        const { pixels: _, ...same } = given;
        expect(rest).toEqual(same);
        expect(given.pixels).toEqual(before);
      }),
    );
  });

  it('and the half opposite are mirror images, and share no pixel', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.constantFrom(...HALVES), (rows, columns, half) => {
        const size = grey(rows, columns);
        const [one, other] = [pixelsOfHalf(half, size), pixelsOfHalf(opposite[half], size)];
        const across = half === 'left' || half === 'right';
        const mirrored = Array.from(one, (place) => {
          const [row, column] = [Math.floor(place / columns), place % columns];
          return across
            ? row * columns + (columns - 1 - column)
            : (rows - 1 - row) * columns + column;
        });
        expect(mirrored.sort((a, b) => a - b)).toEqual([...other]);
        expect(one.some((place) => other.includes(place))).toBe(false);
        const middle = across ? (columns % 2) * rows : (rows % 2) * columns;
        expect(one.length + other.length + middle).toBe(rows * columns);
      }),
    );
  });

  it('is where it is said to be', () => {
    const size = grey(2, 3);
    const places = Object.fromEntries(HALVES.map((half) => [half, [...pixelsOfHalf(half, size)]]));
    expect(places).toEqual({ left: [0, 3], right: [2, 5], upper: [0, 1, 2], lower: [3, 4, 5] });
  });
});

describe.each([
  ['noise', noisePictures],
  ['scrambled images', scrambled],
] as const)('%s', (_, make) => {
  it('depends on the seed and the place alone, and is as large as the images', () => {
    fc.assert(
      fc.property(seeds, sizes, sizes, (seed, rows, columns) => {
        const given = images(4, rows, columns);
        const made = make(given, seed);
        expect(made.pixels.length).toBe(given.pixels.length);
        expect(make(given, seed)).toEqual(made);
        expect(make(first(given, 2), seed)).toEqual(first(made, 2));
      }),
      { numRuns: 30 },
    );
    expect(make(images(2, 8, 8), 1).pixels).not.toEqual(make(images(2, 8, 8), 2).pixels);
  });
});

it('scrambled images have the same greys, elsewhere', () => {
  const given = images(3, 9, 8);
  const made = scrambled(given, 5);
  for (let image = 0; image < 3; image++) {
    const of = ({ pixels }: LabelledImages) => pixels.subarray(72 * image, 72 * (image + 1));
    expect(of(made).toSorted()).toEqual(of(given).toSorted());
    expect(of(made)).not.toEqual(of(given));
  }
});

it('noise is as dark as it is bright, and knows nothing of the images', () => {
  const { pixels } = noisePictures(images(30, 20, 20), 5);
  const mean = pixels.reduce((sum, grey) => sum + grey, 0) / pixels.length;
  expect(Math.abs(mean - 127.5)).toBeLessThan(3); // sd of the mean: 0.67
  const black = { ...images(30, 20, 20), pixels: new Uint8Array(30 * 400) };
  expect(noisePictures(black, 5).pixels).toEqual(pixels);
});
