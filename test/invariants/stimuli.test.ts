import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../src/engine/random';
import type { LabelledImages } from '../../src/images/labelled-images';
import { first } from '../../src/images/split';
import type { Condition } from '../../src/images/stimuli/condition';
import { CONDITIONS } from '../../src/images/stimuli/conditions';
import { otherImage } from '../../src/images/stimuli/distractors';
import { InputError } from '../../src/input/errors';
import { grey, TEN } from '../support/shapes';

const DRAWS_NOTHING = ['clean', 'low-contrast', 'blur'];
const BEHIND = ['digit-clutter', 'digit-debris'];
const IN_FRONT = ['clutter-in-front', 'debris-in-front'];
const WITH_DISTRACTORS = [...BEHIND, ...IN_FRONT];
const SHARES = ['salt-and-pepper', 'occlusion', 'black-occlusion', 'low-contrast'];

const named = (name: string) => CONDITIONS.find((one) => one.name === name) as Condition;
const without = (names: readonly string[]) =>
  CONDITIONS.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
const strongest = ({ strengths }: Condition) => strengths.at(-1) as number;

/** Dark pixels and bright ones of every grey, from a seed: [count × rows × columns]. */
function images(count: number, rows: number, columns: number, seed = 1): LabelledImages {
  const random = randomStream(seed, 'images');
  const pixels = Uint8Array.from({ length: count * rows * columns }, () =>
    random.uniform() < 0.5 ? 0 : random.integer(1, 255),
  );
  const labels = Uint8Array.from({ length: count }, (_, at) => at % 10);
  return { name: 'some', count, ...grey(rows, columns), ...TEN, pixels, labels };
}

/** One image, then `others` times another one: [1 + others, 12 × 12]. */
function oneAmong(others: number): LabelledImages {
  const [target, other] = [images(1, 12, 12, 1), images(1, 12, 12, 2)];
  const pixels = new Uint8Array(144 * (1 + others));
  pixels.set(target.pixels);
  for (let at = 1; at <= others; at++) pixels.set(other.pixels, 144 * at);
  return { ...target, count: 1 + others, pixels, labels: new Uint8Array(1 + others) };
}

const picture = ({ pixels, rows, columns }: LabelledImages, at: number) =>
  Array.from(pixels.subarray(at * rows * columns, (at + 1) * rows * columns));

describe('the conditions', () => {
  test('begin with clean images, have a name each, and get stronger from 0 on', () => {
    const names = CONDITIONS.map(({ name }) => name);
    expect(names[0]).toBe('clean');
    expect(named('clean').strengths).toEqual([0]);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, strengths } of CONDITIONS.slice(1)) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(strengths.length).toBeGreaterThanOrEqual(3);
      strengths.forEach((strength, at) => {
        expect(strength, name).toBeGreaterThan(strengths[at - 1] ?? 0);
      });
    }
  });
});

describe.each(CONDITIONS.map((condition) => [condition.name, condition] as const))(
  '%s',
  (name, condition) => {
    const { strengths, apply } = condition;

    test('gives new pixels, everything else as it was, and leaves the given ones alone', () => {
      const sizes = fc.integer({ min: 1, max: 12 });
      fc.assert(
        fc.property(fc.integer({ min: 2, max: 5 }), sizes, sizes, (count, rows, columns) => {
          const given = images(count, rows, columns);
          const copy = { ...given, pixels: given.pixels.slice(), labels: given.labels.slice() };
          for (const strength of strengths) {
            const { pixels, ...rest } = apply(given, strength, 17);
            const { pixels: before, ...same } = copy;
            expect(rest).toEqual(same);
            expect(pixels).toBeInstanceOf(Uint8Array);
            expect(pixels.length).toBe(before.length);
            expect(pixels.buffer).not.toBe(given.pixels.buffer);
          }
          expect(given).toEqual(copy);
        }),
        { numRuns: 25 },
      );
    });

    test('of strength 0 gives the originals', () => {
      const given = images(5, 9, 11);
      expect(apply(given, 0, 17)).toEqual(given);
    });

    test('is the same from the same seed, and another from another where it draws', () => {
      const given = images(6, 12, 12);
      const once = apply(given, strongest(condition), 17);
      expect(apply(given, strongest(condition), 17)).toEqual(once);
      const another = apply(given, strongest(condition), 18);
      if (DRAWS_NOTHING.includes(name)) expect(another).toEqual(once);
      else expect(another.pixels).not.toEqual(once.pixels);
    });

    test('is another for each image where it draws', () => {
      const given = images(1, 12, 12);
      const pixels = new Uint8Array(20 * 144);
      for (let at = 0; at < 20; at++) pixels.set(given.pixels, at * 144);
      const same = { ...given, count: 20, pixels, labels: new Uint8Array(20) };
      const made = apply(same, strongest(condition), 17);
      const different = new Set(Array.from({ length: 20 }, (_, at) => picture(made, at).join()));
      if (DRAWS_NOTHING.includes(name)) expect(different.size).toBe(1);
      else expect(different.size).toBeGreaterThan(name === 'rotation' ? 1 : 10);
    });

    test('has no strength below 0, and none beyond its range', () => {
      if (name === 'clean') return;
      const none = [-1, Number.NaN, Number.POSITIVE_INFINITY];
      if (SHARES.includes(name)) none.push(1.01);
      if (WITH_DISTRACTORS.includes(name)) none.push(1.5);
      for (const strength of none)
        expect(() => apply(images(2, 4, 4), strength, 17), `${strength}`).toThrow(InputError);
    });
  },
);

describe('an image that draws no other one', () => {
  test.each(without(WITH_DISTRACTORS))('is the same however many follow: %s', (name) => {
    const condition = named(name);
    const all = images(9, 8, 10);
    for (const strength of condition.strengths) {
      const some = condition.apply(first(all, 4), strength, 17);
      expect(some).toEqual(first(condition.apply(all, strength, 17), 4));
    }
  });
});

describe.each(WITH_DISTRACTORS)('%s', (name) => {
  const { strengths, apply } = named(name);

  test('lies in the same places however many others there are to draw from', () => {
    for (const strength of strengths) {
      const few = picture(apply(oneAmong(1), strength, 17), 0);
      expect(few).not.toEqual(picture(oneAmong(1), 0));
      expect(picture(apply(oneAmong(7), strength, 17), 0)).toEqual(few);
      expect(picture(apply(oneAmong(30), strength, 17), 0)).toEqual(few);
    }
  });

  test('is made of other images, never of the image itself', () => {
    const pixels = new Uint8Array(2 * 100);
    pixels.fill(255, 130, 170); // the second image has four white rows, the first nothing
    const labels = Uint8Array.of(0, 1);
    const two = { name: 'two', count: 2, ...grey(10, 10), ...TEN, pixels, labels };
    for (const strength of strengths) {
      const made = apply(two, strength, 17);
      expect(Math.max(...picture(made, 0))).toBe(255);
      expect(picture(made, 1)).toEqual(picture(two, 1));
    }
  });

  test('knows nothing of labels, and needs two images', () => {
    const given = images(6, 12, 12);
    const relabelled = { ...given, labels: given.labels.toReversed() };
    expect(apply(relabelled, 3, 17).pixels).toEqual(apply(given, 3, 17).pixels);
    expect(() => apply(images(1, 4, 4), 3, 17)).toThrow(InputError);
  });
});

describe.each(BEHIND)('%s', (name) => {
  const { strengths, apply } = named(name);

  test('leaves the bright pixels of the target as they are, and darkens none', () => {
    const given = images(6, 12, 14);
    for (const strength of strengths) {
      apply(given, strength, 17).pixels.forEach((grey, at) => {
        const before = given.pixels[at] as number;
        if (before >= 128) expect(grey).toBe(before);
        else expect(grey).toBeGreaterThanOrEqual(before);
      });
    }
  });

  test('of more strength has more behind what less has', () => {
    const given = images(6, 12, 14);
    const made = strengths.map((strength) => apply(given, strength, 17).pixels);
    made.slice(1).forEach((stronger, at) => {
      const weaker = made[at] as Uint8Array;
      expect(stronger).not.toEqual(weaker);
      stronger.forEach((grey, pixel) => {
        expect(grey).toBeGreaterThanOrEqual(weaker[pixel] as number);
      });
    });
  });
});

describe.each([
  ['clutter-in-front', 'digit-clutter'],
  ['debris-in-front', 'digit-debris'],
])('%s', (name, behind) => {
  test('has what lies behind elsewhere in front: its ink where the target is black, and over the target', () => {
    const given = images(6, 12, 14);
    const strength = named(name).strengths[0] as number;
    const [front, back] = [name, behind].map((one) => named(one).apply(given, strength, 17).pixels);
    let hidden = 0;
    front?.forEach((grey, at) => {
      const before = given.pixels[at] as number;
      if (grey < before) hidden++;
      // Where what lies behind shows, the same shows in front, or brighter: nothing is over it.
      const shown = back?.[at] as number;
      if (shown > before && before === 0) expect(grey).toBeGreaterThanOrEqual(shown);
    });
    expect(hidden).toBeGreaterThan(0);
  });
});

test('black patches cover the pixels that grey ones do', () => {
  const given = { ...images(4, 14, 21), pixels: new Uint8Array(4 * 14 * 21).fill(100) };
  for (const strength of named('occlusion').strengths) {
    const [grey, black] = ['occlusion', 'black-occlusion'].map(
      (name) => named(name).apply(given, strength, 17).pixels,
    );
    expect(black).toEqual(grey?.map((value) => (value === 100 ? 100 : 0)));
  }
});

describe('another image', () => {
  test('is each of the others as often, never the image itself', () => {
    const random = randomStream(17, 'other');
    const drawn = new Array<number>(5).fill(0);
    for (let turn = 0; turn < 4000; turn++) {
      const other = otherImage(images(5, 1, 1), 2, random);
      drawn[other] = (drawn[other] as number) + 1;
    }
    expect(drawn[2]).toBe(0);
    for (const times of drawn.filter((_, at) => at !== 2)) {
      expect(times).toBeGreaterThan(880); // 1000 expected, sd 27
      expect(times).toBeLessThan(1120);
    }
  });
});

describe('the same draws serve every strength:', () => {
  const grey = (count: number): LabelledImages => ({
    ...images(count, 14, 21),
    pixels: new Uint8Array(count * 14 * 21).fill(100),
  });

  test.each(['occlusion', 'salt-and-pepper'])('what %s hides stays hidden', (name) => {
    const { strengths, apply } = named(name);
    const made = strengths.map((strength) => apply(grey(4), strength, 17).pixels);
    made.slice(1).forEach((stronger, at) => {
      made[at]?.forEach((weak, pixel) => {
        if (weak !== 100) expect(stronger[pixel]).toBe(weak);
      });
    });
  });

  test('gaussian noise is scaled', () => {
    const { apply } = named('gaussian-noise');
    const [weak, strong] = [apply(grey(2), 0.04, 17).pixels, apply(grey(2), 0.08, 17).pixels];
    strong.forEach((value, at) => {
      expect(Math.abs(value - 100 - 2 * ((weak[at] as number) - 100))).toBeLessThanOrEqual(1.5);
    });
  });

  test('a turned or shifted image goes on the same way', () => {
    const { apply: turn } = named('rotation');
    const right = turn(images(12, 8, 8), 90, 17);
    const half = turn(images(12, 8, 8), 180, 17);
    const other = turn(images(12, 8, 8), 270, 17);
    // A quarter the one way is three quarters the other way, and half a turn the same both ways.
    expect(turn(right, 90, 17)).toEqual(half);
    expect(turn(half, 90, 17)).toEqual(other);
    const { apply: move } = named('shift');
    const dot = new Uint8Array(6 * 441);
    for (let at = 0; at < 6; at++) dot[at * 441 + 220] = 255; // the middle of 21 × 21
    const dots = { ...images(6, 21, 21), pixels: dot };
    const place = (strength: number, at: number) => {
      const to = picture(move(dots, strength, 17), at).indexOf(255);
      return [Math.floor(to / 21) - 10, (to % 21) - 10] as const;
    };
    for (let at = 0; at < 6; at++) {
      const [[down, across], [further, sideways]] = [place(4, at), place(8, at)];
      expect(Math.abs(further - 2 * down)).toBeLessThanOrEqual(1);
      expect(Math.abs(sideways - 2 * across)).toBeLessThanOrEqual(1);
    }
  });
});
