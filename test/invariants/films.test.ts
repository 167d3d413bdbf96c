import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../src/engine/random';
import type { LabelledImages } from '../../src/images/labelled-images';
import { thereAndBack } from '../../src/images/stimuli/film';
import { changing, drifting, passingBar, turning } from '../../src/images/stimuli/motions';
import { InputError } from '../../src/input/errors';
import { grey, TEN } from '../support/shapes';

const MOTIONS = [drifting(3), turning(70), passingBar(0.4), changing];

/** Images of every grey, with a black margin of so many pixels. */
function images(count: number, rows: number, columns: number, margin = 0): LabelledImages {
  const random = randomStream(1, 'images');
  const pixels = Uint8Array.from({ length: count * rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns) % rows, at % columns];
    const [down, right] = [Math.min(row, rows - 1 - row), Math.min(column, columns - 1 - column)];
    const grey = random.integer(1, 255);
    return Math.min(down, right) < margin ? 0 : grey;
  });
  const labels = Uint8Array.from({ length: count }, (_, at) => at % 10);
  return { name: 'some', count, ...grey(rows, columns), ...TEN, pixels, labels };
}

const all = (set: LabelledImages) => Array.from({ length: set.count }, (_, at) => at);
const original = (set: LabelledImages) => Float32Array.from(set.pixels, (grey) => grey / 255);
const picture = (frame: Float32Array, size: number, at: number) =>
  frame.slice(at * size, (at + 1) * size);
const ascending = (pixels: Float32Array) => pixels.toSorted();

describe.each(MOTIONS.map((motion) => [motion.name, motion] as const))('%s', (name, { film }) => {
  const set = images(6, 10, 12);
  const video = film(set, all(set), 8, 17);

  test('has as many frames as are asked for, in 0 … 1, and begins with the images', () => {
    expect(video.frames).toHaveLength(9);
    expect(video.labels).toHaveLength(9);
    for (const frame of video.frames) {
      expect(frame).toHaveLength(6 * 120);
      expect(Math.min(...frame)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...frame)).toBeLessThanOrEqual(1);
    }
    expect(video.frames[0]).toEqual(original(set));
    expect(video.labels[0]).toEqual(set.labels);
  });

  test('is the same from the same seed, and another from another', () => {
    expect(film(set, all(set), 8, 17)).toEqual(video);
    expect(film(set, all(set), 8, 18).frames).not.toEqual(video.frames);
  });

  test('shows an image alike whoever else is filmed', () => {
    const few = film(set, [4, 1], 8, 17);
    for (const [at, frame] of few.frames.entries()) {
      const whole = video.frames[at] as Float32Array;
      expect(picture(frame, 120, 0)).toEqual(picture(whole, 120, 4));
      expect(picture(frame, 120, 1)).toEqual(picture(whole, 120, 1));
    }
  });

  test('ends where it began, unless it changes', () => {
    if (name === 'changing') expect(video.frames.at(-1)).not.toEqual(video.frames[0]);
    else expect(video.frames.at(-1)).toEqual(video.frames[0]);
  });
});

describe('there and back', () => {
  test('goes to 1 at half time and comes back the same way', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map(thereAndBack)).toEqual([0, 0.5, 1, 0.5, 0]);
  });

  test.each([drifting(3), turning(70)])('the same frames are met twice: $name', ({ film }) => {
    const set = images(4, 9, 9);
    const { frames } = film(set, all(set), 16, 17);
    for (let at = 0; at <= 8; at++) {
      // A turn back by the same angle is rounded apart from the turn there in its last bits.
      frames[at]?.forEach((grey, pixel) => {
        expect(grey).toBeCloseTo(frames[16 - at]?.[pixel] as number, 6);
      });
    }
  });
});

describe('drifting', () => {
  test('loses nothing of what stays inside, and moves by whole pixels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.nat(), (pixels, seed) => {
        const set = images(3, 13, 14, 4);
        const { frames } = drifting(pixels).film(set, all(set), 8, seed);
        for (const frame of frames)
          for (let at = 0; at < 3; at++) {
            const before = ascending(picture(original(set), 182, at));
            expect(ascending(picture(frame, 182, at))).toEqual(before);
          }
      }),
      { numRuns: 30 },
    );
  });

  test('is as far away at half time as it says', () => {
    const dots = { ...images(8, 21, 21), pixels: new Uint8Array(8 * 441) };
    for (let at = 0; at < 8; at++) dots.pixels[at * 441 + 220] = 255; // the middle
    const { frames } = drifting(6).film(dots, all(dots), 4, 17);
    const places = all(dots).map((at) => {
      const place = picture(frames[2] as Float32Array, 441, at).indexOf(1);
      return [Math.floor(place / 21) - 10, (place % 21) - 10] as const;
    });
    for (const [down, right] of places) {
      expect(Math.hypot(down, right)).toBeGreaterThan(5);
      expect(Math.hypot(down, right)).toBeLessThan(7);
    }
    expect(new Set(places.map(String)).size).toBeGreaterThan(3);
  });
});

describe('a passing bar', () => {
  test('hides the stated share of the columns when it is all in sight, and never more', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 2, max: 30 }),
        (share, columns, last) => {
          const set = { ...images(2, 3, columns), pixels: new Uint8Array(2 * 3 * columns).fill(9) };
          const { frames } = passingBar(share).film(set, [0, 1], last, 17);
          const wide = Math.round(share * columns);
          const hidden = frames.map((frame) => {
            const bar = picture(frame, 3 * columns, 0).map((grey) =>
              Number(Math.abs(grey - 128 / 255) < 1e-6),
            );
            const count = bar.reduce((sum, one) => sum + one, 0);
            expect(count % 3).toBe(0); // as high as the image
            return count / 3;
          });
          expect(Math.max(...hidden)).toBeLessThanOrEqual(wide);
          expect([hidden[0], hidden.at(-1)]).toEqual([0, 0]);
          if (last % 2 === 0) {
            // At half time it is in the middle.
            expect(hidden[last / 2]).toBe(wide);
          }
        },
      ),
    );
  });

  test('comes from the left as often as from the right', () => {
    const set = { ...images(200, 1, 10), pixels: new Uint8Array(2000) };
    const { frames } = passingBar(0.3).film(set, all(set), 13, 17);
    const early = frames[2] as Float32Array;
    const left = all(set).filter((at) => (picture(early, 10, at)[0] as number) > 0).length;
    expect(left).toBeGreaterThan(75); // 100 expected, sd 7
    expect(left).toBeLessThan(125);
  });
});

describe('changing', () => {
  test('shows an image of another label of the set from half time on, and says so', () => {
    const set = images(20, 4, 5);
    const { frames, labels } = changing.film(set, all(set), 9, 17);
    for (const image of all(set)) {
      const shown = frames.map((frame) => picture(frame, 20, image).join());
      expect(new Set(shown.slice(0, 5)).size).toBe(1);
      expect(new Set(shown.slice(5)).size).toBe(1);
      const other = all(set).find(
        (one) => picture(original(set), 20, one).join() === shown[5],
      ) as number;
      expect(labels.map((frame) => frame[image])).toEqual(
        frames.map((_, at) => set.labels[at < 5 ? image : other]),
      );
      expect(set.labels[other]).not.toBe(set.labels[image]);
    }
  });

  test('needs two labels', () => {
    const same = { ...images(3, 2, 2), labels: new Uint8Array(3) };
    expect(() => changing.film(same, [0], 4, 17)).toThrow(InputError);
  });
});
