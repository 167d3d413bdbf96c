import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { pixelsOf } from '../../src/images/labelled-images';
import {
  CONFUSABLE,
  closestPairs,
  drawnMorphs,
  evenShares,
  morphFrame,
  realMorphs,
} from '../../src/images/stimuli/ambiguous';
import { drawnMorph } from '../../src/images/stimuli/drawn-morph';
import { morph, signedDistances, squaredDistances } from '../../src/images/stimuli/morph';
import { InputError } from '../../src/input/errors';
import { grey, TEN } from '../support/shapes';

const side = fc.integer({ min: 1, max: 9 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
/** Two grey images of one size, with few greys so that shapes are more than dots. */
const twoImages = fc.tuple(side, side).chain(([rows, columns]) => {
  const grey = fc.constantFrom(0, 0, 0, 90, 200, 255);
  const image = fc.array(grey, { minLength: rows * columns, maxLength: rows * columns });
  return fc.tuple(fc.constant(rows), fc.constant(columns), image, image);
});

describe('the distance transform', () => {
  test('is the distance to the nearest marked pixel, exactly', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.infiniteStream(fc.double({ min: 0, max: 1 })),
        (rows, columns, draws) => {
          const marked = Uint8Array.from({ length: rows * columns }, () =>
            Number((draws.next().value ?? 0) < 0.15),
          );
          const places = Array.from(marked.keys()).filter((at) => marked[at]);
          const found = squaredDistances(marked, rows, columns);
          found.forEach((square, at) => {
            const each = places.map(
              (place) =>
                (Math.floor(place / columns) - Math.floor(at / columns)) ** 2 +
                ((place % columns) - (at % columns)) ** 2,
            );
            expect(square).toBe(Math.min(...each));
          });
        },
      ),
    );
  });
});

describe('a morph', () => {
  test('begins and ends with the images themselves, and is grey between', () => {
    fc.assert(
      fc.property(twoImages, share, ([rows, columns, one, other], between) => {
        const at = morph(one, other, rows, columns);
        expect(Array.from(at(0))).toEqual(one);
        expect(Array.from(at(1))).toEqual(other);
        for (const grey of at(between)) {
          expect(grey).toBeGreaterThanOrEqual(0);
          expect(grey).toBeLessThanOrEqual(255);
        }
      }),
    );
  });

  test('is the same from the other end', () => {
    fc.assert(
      fc.property(twoImages, share, ([rows, columns, one, other], between) => {
        const there = morph(one, other, rows, columns)(between);
        const back = morph(other, one, rows, columns)(1 - between);
        there.forEach((grey, at) => {
          expect(grey).toBeCloseTo(back[at] as number, 8);
        });
      }),
    );
  });

  test('does not jump: a small way changes a pixel little', () => {
    fc.assert(
      fc.property(twoImages, share, ([rows, columns, one, other], between) => {
        const at = morph(one, other, rows, columns);
        const step = 1e-4;
        const [before, after] = [at(between), at(Math.min(1, between + step))];
        // No pixel is deeper or further than the diagonal: that is how steep a level can be.
        const steepest = 255 * 2 * Math.hypot(rows, columns);
        before.forEach((grey, pixel) => {
          expect(Math.abs((after[pixel] as number) - grey)).toBeLessThanOrEqual(
            steepest * step + 1e-9,
          );
        });
      }),
    );
  });

  test('of one grey only grows, or only shrinks, at a pixel', () => {
    fc.assert(
      fc.property(twoImages, ([rows, columns, one, other]) => {
        const black = (image: number[]) => image.map((grey) => (grey > 0 ? 255 : 0));
        const at = morph(black(one), black(other), rows, columns);
        const along = evenShares(12).map(at);
        for (let pixel = 0; pixel < rows * columns; pixel++) {
          const steps = along.slice(1).map((after, before) => {
            return (after[pixel] as number) - (along[before]?.[pixel] as number);
          });
          const [least, most] = [Math.min(...steps), Math.max(...steps)];
          expect(least >= -1e-9 || most <= 1e-9).toBe(true);
        }
      }),
    );
  });

  test('to a brighter image only grows', () => {
    fc.assert(
      fc.property(twoImages, share, share, ([rows, columns, one, other], s, t) => {
        const brighter = one.map((grey, at) => Math.max(grey, other[at] as number));
        const at = morph(one, brighter, rows, columns);
        const [early, late] = [at(Math.min(s, t)), at(Math.max(s, t))];
        early.forEach((grey, pixel) => {
          expect(late[pixel]).toBeGreaterThanOrEqual(grey - 1e-9);
        });
      }),
    );
  });
});

describe('the closest pairs', () => {
  const { test: images } = drawnDigits({ training: 1, test: 120, seed: 5 });

  test('are of the two labels, and no image is in two of them', () => {
    const pairs = closestPairs(images, [3, 8], 100);
    expect(pairs).toHaveLength(12);
    for (const [first, other] of pairs) {
      expect(images.labels[first]).toBe(3);
      expect(images.labels[other]).toBe(8);
    }
    expect(new Set(pairs.flat()).size).toBe(24);
  });

  test('are the beginning of more of them', () => {
    expect(closestPairs(images, [4, 9], 3)).toEqual(closestPairs(images, [4, 9], 8).slice(0, 3));
  });

  test('are those that come first where all are sorted, of equals the first images', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 24 }), (inks) => {
        const shape = (ink: number) => [0, 1, 2, 3].map((bit) => 255 * ((ink >> bit) & 1));
        const set = {
          ...{ name: 'made up', count: inks.length, ...grey(2, 2), ...TEN },
          pixels: Uint8Array.from(inks.flatMap(shape)),
          labels: Uint8Array.from(inks, (_, at) => (at % 3 === 0 ? 3 : 8)),
        };
        const depths = inks.map((ink) =>
          signedDistances(
            shape(ink).map((value) => value / 255),
            2,
            2,
          ),
        );
        const unlike = ([one, other]: readonly [number, number]) =>
          (depths[one] as Float64Array).reduce(
            (sum, depth, at) => sum + (depth - (depths[other]?.[at] as number)) ** 2,
            0,
          );
        const places = [...inks.keys()];
        const all = places
          .filter((one) => one % 3 === 0)
          .flatMap((one) =>
            places.filter((other) => other % 3 !== 0).map((other) => [one, other] as const),
          )
          .sort((one, next) => unlike(one) - unlike(next));
        const pairs: (readonly [number, number])[] = [];
        for (const pair of all)
          if (!pairs.flat().some((image) => pair.includes(image))) pairs.push(pair);
        expect(closestPairs(set, [3, 8], 24)).toEqual(pairs);
        expect(closestPairs(set, [3, 8], 2)).toEqual(pairs.slice(0, 2));
      }),
    );
  });

  test('put an image beside itself where it has another label too', () => {
    const pixels = Uint8Array.from([...images.pixels, ...pixelsOf(images, 7)]);
    const labels = Uint8Array.from([...images.labels, ((images.labels[7] as number) + 1) % 10]);
    const more = { ...images, count: images.count + 1, pixels, labels };
    const label = images.labels[7] as number;
    expect(closestPairs(more, [label, (label + 1) % 10], 1)).toEqual([[7, images.count]]);
  });
});

describe('a drawn morph', () => {
  test('is the same from the same seed and item, and another from others', () => {
    const drawn = (item: number, seed: number) => drawnMorph([3, 8], item, seed)(0.4);
    expect(drawn(2, 17)).toEqual(drawn(2, 17));
    expect(drawn(2, 17)).not.toEqual(drawn(3, 17));
    expect(drawn(2, 17)).not.toEqual(drawn(2, 18));
  });

  test.each(CONFUSABLE)('goes from %d to %d without a jump', (first, other) => {
    const at = drawnMorph([first, other], 0, 17);
    const along = evenShares(201).map(at);
    const greatest = along
      .slice(1)
      .map((after, before) =>
        Math.max(
          ...after.map((grey, pixel) => Math.abs(grey - (along[before]?.[pixel] as number))),
        ),
      );
    // Half a hundredth of the way moves no point of a stroke by as much as a tenth of a pixel.
    expect(Math.max(...greatest)).toBeLessThan(30);
    expect(along[0]).not.toEqual(along[200]);
  });

  test('knows its own digits alone', () => {
    expect(() => drawnMorph([3, 9], 0, 17)).toThrow(InputError);
  });
});

describe('frames of morphs', () => {
  test('hold all items side by side, from black at 0 to white at 1', () => {
    const { test: images } = drawnDigits({ training: 1, test: 60, seed: 5 });
    const items = [...realMorphs(images, 2), ...drawnMorphs(2, 17)];
    expect(items).toHaveLength(16);
    const frame = morphFrame(items, 0);
    expect(frame).toHaveLength(16 * 784);
    const [pair] = closestPairs(images, CONFUSABLE[0], 1);
    const first = Float32Array.from(pixelsOf(images, pair?.[0] as number), (grey) => grey / 255);
    expect(frame.subarray(0, 784)).toEqual(first);
    expect(Math.max(...frame)).toBeLessThanOrEqual(1);
    expect(Math.min(...frame)).toBe(0);
  });
});
