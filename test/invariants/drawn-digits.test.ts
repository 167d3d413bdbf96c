import { describe, expect, test } from 'vitest';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { ink, polyline } from '../../src/images/drawn-digits/strokes';
import { first } from '../../src/images/split';
import { InputError } from '../../src/input/errors';

describe('drawn digits', () => {
  const { training, test: tested } = drawnDigits({ training: 200, test: 55, seed: 3 });

  test('are images of ten classes, as many of each', () => {
    expect(training).toMatchObject({ count: 200, rows: 28, columns: 28, classes: 10 });
    expect(training.pixels.length).toBe(200 * 784);
    for (let digit = 0; digit < 10; digit++) {
      expect(training.labels.filter((label) => label === digit)).toHaveLength(20);
      const held = tested.labels.filter((label) => label === digit).length;
      expect(held === 5 || held === 6).toBe(true);
    }
  });

  test('are the same from the same seed, others from another, and others for the test', () => {
    expect(drawnDigits({ training: 200, test: 55, seed: 3 })).toEqual({ training, test: tested });
    expect(drawnDigits({ training: 1, test: 1, seed: 4 }).training.pixels).not.toEqual(
      first(training, 1).pixels,
    );
    expect(first(tested, 1).pixels).not.toEqual(first(training, 1).pixels);
  });

  test('are the beginning of more of them', () => {
    const fewer = drawnDigits({ training: 33, test: 7, seed: 3 });
    expect(fewer.training).toEqual(first(training, 33));
    expect(fewer.test).toEqual(first(tested, 7));
  });

  test('are white on black, centred, with a margin', () => {
    for (let image = 0; image < training.count; image++) {
      const pixels = training.pixels.subarray(image * 784, (image + 1) * 784);
      let [ink, across, down] = [0, 0, 0];
      pixels.forEach((grey, at) => {
        ink += grey;
        across += grey * ((at % 28) + 0.5);
        down += grey * (Math.floor(at / 28) + 0.5);
      });
      expect(Math.max(...pixels)).toBeGreaterThan(150);
      expect(pixels.filter((grey) => grey === 0).length).toBeGreaterThan(392);
      expect(Math.abs(across / ink - 14)).toBeLessThan(5);
      expect(Math.abs(down / ink - 14)).toBeLessThan(5);
    }
  });

  test.each([0, 1.5, -1])('cannot be %d', (count) => {
    expect(() => drawnDigits({ training: count })).toThrow(InputError);
  });
});

describe('strokes', () => {
  test('have full ink within the radius, half of it at the radius, none beyond', () => {
    const pen = { radius: 2, softness: 2 };
    const line = [[0.5, 5.5] as const, [9.5, 5.5] as const];
    const column = Array.from({ length: 11 }, (_, row) => ink([line], 11, 10, pen)[row * 10 + 4]);
    expect(column).toEqual([0, 0, 0, 0.5, 1, 1, 1, 0.5, 0, 0, 0]);
  });

  test('are drawn by their nearest piece, in any order, and off the edge', () => {
    const pen = { radius: 1, softness: 1 };
    const lines = [
      [[2, 2] as const, [8, 8] as const],
      [[-9, 5] as const, [30, 5] as const],
    ];
    expect(ink(lines, 10, 10, pen)).toEqual(ink([...lines].reverse(), 10, 10, pen));
    const [one, other] = lines.map((line) => ink([line], 10, 10, pen)) as [
      Float32Array,
      Float32Array,
    ];
    const both = ink(lines, 10, 10, pen);
    both.forEach((amount, at) => {
      expect(amount).toBe(Math.max(one[at] as number, other[at] as number));
    });
  });

  test('pass through their points, straight or smoothly', () => {
    const points = [
      [0, 0],
      [1, 2],
      [3, 1],
    ] as const;
    expect(polyline({ kind: 'line', points })).toEqual(points);
    const smooth = polyline({ kind: 'curve', points });
    expect([smooth[0], smooth[5], smooth[10]]).toEqual(points);
    expect(smooth).toHaveLength(11);
    const [x, y] = smooth[7] as [number, number]; // t = 2/5 after the second point
    expect(x).toBeCloseTo(1.824, 12);
    expect(y).toBeCloseTo(1.768, 12);
  });
});
