import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { batchOrder, gather } from '../../src/images/batches';
import type { LabelledImages } from '../../src/images/labelled-images';
import { drawShifts, shiftImages } from '../../src/images/shift';
import { first, trainValidation } from '../../src/images/split';
import { InputError } from '../../src/input/errors';
import { grey, TEN } from '../support/shapes';

/** Image i has the pixels i, i+1, … and the label i mod 10. */
function numbered(count: number, rows = 2, columns = 3): LabelledImages {
  const size = rows * columns;
  const pixels = Uint8Array.from(
    { length: count * size },
    (_, at) => Math.floor(at / size) + (at % size),
  );
  const labels = Uint8Array.from({ length: count }, (_, at) => at % 10);
  return { name: 'numbered', count, ...grey(rows, columns), ...TEN, pixels, labels };
}

describe('the batches of an epoch', () => {
  test('are full, hold no image twice, and leave out less than a batch', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 300 }),
        fc.integer({ min: 1, max: 60 }),
        (count, size) => {
          const batches = batchOrder(count, size, 17, 1);
          const seen = batches.flatMap((batch) => Array.from(batch));
          expect(new Set(seen).size).toBe(seen.length);
          expect(Math.max(...seen)).toBeLessThan(count);
          expect(batches.every((batch) => batch.length === size)).toBe(true);
          expect(count - seen.length).toBeLessThan(size);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('are the same for the same seed and epoch, and others for others', () => {
    const order = (seed: number, epoch: number) => batchOrder(100, 10, seed, epoch).join(' ');
    expect(order(17, 3)).toBe(order(17, 3));
    expect(order(17, 4)).not.toBe(order(17, 3));
    expect(order(18, 3)).not.toBe(order(17, 3));
  });

  test('are refused where there are too few images to fill one', () => {
    expect(() => batchOrder(0, 10, 17, 1)).toThrow(InputError);
    expect(() => batchOrder(9, 10, 17, 1)).toThrow('a batch of 10 is more than the 9 images');
    expect(() => batchOrder(10, 0, 17, 1)).toThrow(InputError);
    expect(() => batchOrder(10, 2.5, 17, 1)).toThrow(InputError);
  });

  test('are gathered with pixels in 0 … 1 and their own labels', () => {
    const images = { ...numbered(12), pixels: new Uint8Array(72).fill(255, 66) };
    const { pixels, labels } = gather(images, [11, 3]);
    expect(Array.from(pixels)).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    expect(Array.from(labels)).toEqual([1, 3]);
    expect(gather(numbered(12), [7]).pixels[2]).toBeCloseTo(9 / 255, 7);
    expect(() => gather(images, [12])).toThrow(RangeError);
  });
});

describe('shifted images', () => {
  const [rows, columns] = [4, 5];
  const image = fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 20, maxLength: 20 });
  const offset = fc.integer({ min: -7, max: 7 });

  test('have every pixel where the offset says, and zeros elsewhere', () => {
    fc.assert(
      fc.property(
        fc.tuple(image, image),
        fc.tuple(offset, offset, offset, offset),
        (two, offsets) => {
          const moved = shiftImages(
            Float32Array.from(two.flat()),
            grey(rows, columns),
            Int32Array.from(offsets),
          );
          for (let at = 0; at < 40; at++) {
            const [b, row, column] = [
              Math.floor(at / 20),
              Math.floor((at % 20) / columns),
              at % columns,
            ];
            const [fromRow, fromColumn] = [
              row - (offsets[2 * b] as number),
              column - (offsets[2 * b + 1] as number),
            ];
            const inside =
              fromRow >= 0 && fromRow < rows && fromColumn >= 0 && fromColumn < columns;
            expect(moved[at]).toBe(inside ? two[b]?.[fromRow * columns + fromColumn] : 0);
          }
        },
      ),
    );
  });

  test('are drawn for each image, or one for all', () => {
    const each = drawShifts(500, 2, 'image', randomStream(17, 'shift', 1, 1));
    expect(new Set(each)).toEqual(new Set([-2, -1, 0, 1, 2]));
    const one = drawShifts(500, 2, 'batch', randomStream(17, 'shift', 1, 3));
    expect(new Set(one.filter((_, at) => at % 2 === 0)).size).toBe(1);
    expect(new Set(one.filter((_, at) => at % 2 === 1)).size).toBe(1);
    expect(drawShifts(3, 0, 'image', randomStream(17, 'shift', 1, 1))).toEqual(new Int32Array(6));
  });

  test('need an offset an image', () => {
    expect(() => shiftImages(new Float32Array(40), grey(rows, columns), new Int32Array(2))).toThrow(
      RangeError,
    );
  });
});

describe('a set is split', () => {
  test('into training and held-out images, in order and without copying', () => {
    const images = numbered(60);
    const { training, validation } = trainValidation(images);
    expect([training.count, validation.count]).toEqual([50, 10]);
    expect(Array.from(validation.labels)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(validation.pixels[0]).toBe(50);
    expect(training.pixels.length + validation.pixels.length).toBe(images.pixels.length);
    expect(training.pixels.buffer).toBe(images.pixels.buffer);
    expect(validation.name).not.toBe(training.name);
  });

  test('and its beginning taken', () => {
    const images = first(numbered(60), 4);
    expect([images.count, images.pixels.length, images.labels.length]).toEqual([4, 24, 4]);
  });

  test.each([0, -1, 1.5, 60, 61, Number.NaN])('but never into %d held out of 60', (held) => {
    expect(() => trainValidation(numbered(60), held)).toThrow(InputError);
  });

  test.each([0, -1, 1.5, 61])('nor is %d of 60 taken', (count) => {
    expect(() => first(numbered(60), count)).toThrow(InputError);
  });

  test('nor too small a set', () => {
    expect(() => trainValidation(numbered(5))).toThrow(InputError);
  });
});
