import { describe, expect, test } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { GLYPHS } from '../../src/images/drawn-digits/glyphs';
import { ink, type Point, polyline } from '../../src/images/drawn-digits/strokes';
import type { Picture } from '../../src/images/pictures/picture';
import { preparePicture } from '../../src/images/pictures/prepare';
import { inkBox } from '../../src/images/pictures/resample';
import { InputError } from '../../src/input/errors';
import { padPicture } from '../support/pad-drawings';
import {
  drawn,
  enlarged,
  type Grey,
  greyOf,
  inverted,
  onCanvas,
  photographed,
  pictureOf,
  somewhere,
} from '../support/pictures';

const { test: DIGITS } = drawnDigits({ training: 1, test: 20 });

const digits = Array.from({ length: DIGITS.count }, (_, at) =>
  greyOf(DIGITS.pixels.subarray(784 * at, 784 * (at + 1))),
);

/** Each digit in black on white paper, drawn sharply by a pen of this radius: 400 × 400. */
const drawnBy = (radius: number) =>
  GLYPHS.map(([glyph = []], label) => {
    const lines = glyph.map(({ kind, points }) =>
      polyline({
        kind,
        points: points.map(([x, y]) => [200 + 200 * (x - 0.5), 200 + 220 * (y - 0.5)]),
      }),
    );
    const values = Float64Array.from(
      ink(lines, 400, 400, { radius, softness: 2 }),
      (amount) => 1 - 0.9 * amount,
    );
    return [label, { rows: 400, columns: 400, values }] as const;
  });
const glyphs = drawnBy(11);

/** What faint pixels, cut here and not there by a rounding, make of all ink. */
const ROUNDING = 0.03;

/** What light, grain and lines make of it. */
const SIMILAR = 0.3;

const prepare = (picture: Picture, side = 28) => preparePicture(picture, side, 'it');
const seen = (grey: Grey) => prepare(pictureOf(grey)).pixels;

/** Black or bright ink, as the opacity of one colour. */
function inkAlone({ rows, columns, values }: Grey, colour: number): Picture {
  const rgba = Uint8Array.from({ length: 4 * rows * columns }, (_, at) =>
    at % 4 === 3 ? Math.round(255 * (values[at >> 2] as number)) : colour,
  );
  return { rows, columns, rgba };
}

/** The share of ink that is elsewhere in another picture, when that is moved by up to a pixel. */
function apart(one: Uint8Array, other: Uint8Array): number {
  const steps = [-1, 0, 1];
  const differences = steps.flatMap((down) =>
    steps.map((right) =>
      one.reduce(
        (sum, value, at) => sum + Math.abs(value - (other[at + 28 * down + right] ?? 0)),
        0,
      ),
    ),
  );
  return Math.min(...differences) / one.reduce((sum, value) => sum + value, 0);
}

describe('a digit looks the same to the network', () => {
  test.each(digits.map((digit, at) => [at, digit] as const))(
    'whatever it is drawn on: %d',
    (at, digit) => {
      const here = seen(digit);
      const canvas = somewhere(digit, at);
      for (const other of [inverted(digit), canvas, inverted(canvas)])
        expect(apart(here, seen(other))).toBeLessThan(ROUNDING);
      for (const [picture, dark] of [
        [inkAlone(digit, 0), true],
        [inkAlone(digit, 255), false],
        [pictureOf(inverted(canvas)), true],
        [pictureOf(canvas), false],
      ] as const) {
        const prepared = prepare(picture);
        expect(prepared).toMatchObject({ inverted: dark, evened: false });
        expect(apart(here, prepared.pixels)).toBeLessThan(ROUNDING);
      }
    },
  );

  const scene = (at: (row: number, column: number) => number) => pictureOf(drawn(400, 400, at));

  test.each(glyphs)('in uneven light, with grain, on paper and on a board: %s', (_, paper) => {
    const lit = photographed(paper, 0.02, 7);
    for (const [picture, dark] of [
      [lit, true],
      [inverted(lit), false],
    ] as const) {
      const prepared = prepare(pictureOf(picture));
      expect(prepared).toMatchObject({ inverted: dark, evened: true });
      expect(apart(seen(paper), prepared.pixels)).toBeLessThan(SIMILAR);
    }
  });

  test.each(glyphs)(
    'in shadows, at the edge of the paper, on ruled lines, among specks: %s',
    (_, paper) => {
      const at = (row: number, column: number) => paper.values[400 * row + column] as number;
      for (const picture of [
        scene((row, column) => at(row, column) * (column + row / 3 < 270 ? 0.9 : 0.5)),
        scene((row, column) => (column < 40 || row > 360 ? 0.25 : 0.9 * at(row, column))),
        scene((row, column) => (column < 8 ? 0.1 : at(row, column))),
        scene(
          (row, column) => at(row, column) * (row % 30 < 2 ? 0.75 : 0.9) * (0.7 + column / 1400),
        ),
        scene((row, column) => ((row - 20) ** 2 + (column - 30) ** 2 < 9 ? 0 : at(row, column))),
      ]) {
        const prepared = prepare(picture);
        expect(prepared.inverted).toBe(true);
        expect(apart(seen(paper), prepared.pixels)).toBeLessThan(SIMILAR);
      }
    },
  );

  // The 1, a bar alone, would fill such a picture.
  test.each(drawnBy(38).filter(([label]) => label !== 1))(
    'in a bold hand, cut to its ink: %s',
    (_, paper) => {
      const inked = inverted(paper).values.map((value) => Math.round(255 * value));
      const { top, left, rows, columns } = inkBox(inked, 400, 400);
      const cut = drawn(
        rows,
        columns,
        (row, column) => paper.values[400 * (row + top) + column + left] as number,
      );
      const prepared = prepare(pictureOf(cut));
      expect(prepared).toMatchObject({ inverted: true, evened: false });
      expect(apart(seen(paper), prepared.pixels)).toBeLessThan(ROUNDING);
    },
  );

  test('on the pad, where a stroke apart from the others runs along its edge', () => {
    const top = Array.from({ length: 2 }, (_, at): Point => [20 + 240 * at, 4]);
    const inside: Point[] = [
      [140, 60],
      [140, 200],
    ];
    const { ink, evened } = prepare(padPicture([top, inside]));
    expect(evened).toBe(false);
    expect(ink).toMatchObject({ top: 1, rows: 106 });
  });

  test('on a card with transparent corners', () => {
    for (const [, paper] of glyphs) {
      const card = pictureOf(paper);
      for (let row = 0; row < 30; row++) card.rgba.fill(0, 1600 * row, 1600 * row + 4 * (30 - row));
      expect(prepare(card).pixels).toEqual(seen(paper));
    }
  });
});

describe('what is prepared', () => {
  test('has its ink in 20 × 20, touching them, and its centre of mass on pixel 14', () => {
    for (const digit of digits) {
      const pixels = seen(onCanvas(enlarged(digit, 3), 120, 90, 20, 3));
      const { rows, columns } = inkBox(pixels, 28, 28);
      expect(Math.max(rows, columns)).toBe(20);
      const mass = pixels.reduce((sum, value) => sum + value, 0);
      const row = pixels.reduce((sum, value, at) => sum + value * Math.floor(at / 28), 0) / mass;
      const column = pixels.reduce((sum, value, at) => sum + value * (at % 28), 0) / mass;
      expect(Math.abs(row - 14)).toBeLessThanOrEqual(0.52);
      expect(Math.abs(column - 14)).toBeLessThanOrEqual(0.52);
    }
  });

  test('keeps its aspect, and is a mean over areas', () => {
    // A bar of 40 × 10 pixels, whose upper half is half as dark: 20 × 5, on rows 12 to 16.
    const bar = drawn(100, 100, (row, column) =>
      row < 40 || row >= 50 || column < 30 || column >= 70 ? 1 : row < 45 ? 0.5 : 0,
    );
    const { pixels, ink } = prepare(pictureOf(bar));
    expect(ink).toEqual({ top: 40, left: 30, rows: 10, columns: 40 });
    const { rows, columns, top } = inkBox(pixels, 28, 28);
    expect([rows, columns]).toEqual([5, 20]);
    const greys = [0, 1, 2, 3, 4].map((row) => (pixels[28 * (top + row) + 14] as number) / 255);
    // Full ink is the median of what is ink: half of it is half as dark, so that this is 0.5 or 1.
    expect(greys[2]).toBeCloseTo(((greys[0] as number) + (greys[4] as number)) / 2);
  });

  test.each([
    [8, 6],
    [56, 40],
    [2, 1],
    [1, 1],
  ])('for a network of %d pixels a side has its ink in %d', (side, most) => {
    const { pixels } = prepare(pictureOf(digits[0] as Grey), side);
    expect(pixels.length).toBe(side ** 2);
    const { rows, columns } = inkBox(pixels, side, side);
    expect(Math.max(rows, columns)).toBe(most);
  });

  test('of a large picture says where its ink was', () => {
    const { ink } = prepare(
      pictureOf(
        drawn(1200, 800, (row, column) =>
          row >= 300 && row < 600 && column >= 90 && column < 150 ? 0 : 1,
        ),
      ),
    );
    expect(ink).toEqual({ top: 300, left: 90, rows: 300, columns: 60 });
  });
});

describe('a picture with nothing in it is refused:', () => {
  const grain = (spread: number, level: (column: number) => number) => {
    const random = randomStream(3, 'grain');
    return drawn(200, 200, (_, column) => level(column) + spread * random.normal());
  };

  test.each<[string, Picture]>([
    ['black', pictureOf(drawn(28, 28, () => 0))],
    ['white', pictureOf(drawn(300, 200, () => 1))],
    ['one pixel', pictureOf(drawn(1, 1, () => 0.5))],
    ['all transparent', { rows: 28, columns: 28, rgba: new Uint8Array(4 * 784) }],
    ['paper', pictureOf(grain(0.01, () => 0.9))],
    ['paper in uneven light', pictureOf(grain(0.02, (column) => 0.5 + column / 500))],
    ['noise', pictureOf(grain(0.15, () => 0.5))],
  ])('%s', (_, picture) => {
    expect(() => prepare(picture)).toThrow(InputError);
    expect(() => prepare(picture)).toThrow(/^it is blank/);
  });
});
