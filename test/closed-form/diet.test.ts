import { describe, expect, test } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { gather } from '../../src/images/batches';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { first } from '../../src/images/split';
import { CONDITIONS } from '../../src/images/stimuli/conditions';
import { checkServed, gatherFed, servingsOf } from '../../src/images/stimuli/diet';
import { gaussianNoise } from '../../src/images/stimuli/noise';
import { InputError } from '../../src/input/errors';

const { training } = drawnDigits({ training: 60, test: 10, seed: 1 });
const indices = Uint32Array.from({ length: 12 }, (_, at) => 5 * at);
const drawn = (name: string) => randomStream(3, name);
const fed = (diet: readonly string[], name = 'a') =>
  gatherFed(training, indices, diet, drawn(name));
const SIZE = 28 * 28;

/** How many images of a batch are those of another to the bit. */
function same(one: Float32Array, other: Float32Array): number {
  const image = (pixels: Float32Array, at: number) =>
    Buffer.from(pixels.slice(at * SIZE, (at + 1) * SIZE).buffer);
  return [...indices.keys()].filter((at) => image(one, at).equals(image(other, at))).length;
}

describe('a diet', () => {
  const clean = gather(training, indices);

  test('of clean images gives the images as they are', () => {
    expect(fed(['clean'])).toEqual(clean);
  });

  test('keeps the labels, and gives each serving an equal part of the batch', () => {
    const mixed = fed(['clean', 'gaussian-noise:0.35', 'occlusion:0.3']);
    expect(mixed.labels).toEqual(clean.labels);
    expect(same(mixed.pixels, clean.pixels)).toBe(4);
  });

  test('changes images as its condition does', () => {
    const { pixels } = fed(['gaussian-noise:0.35']);
    const random = drawn('a');
    random.integer(0, 0);
    const seed = random.integer(0, Number.MAX_SAFE_INTEGER);
    const set = {
      ...first(training, 12),
      pixels: Uint8Array.from(clean.pixels, (one) => 255 * one),
    };
    const noisy = gaussianNoise.apply(set, 0.35, seed);
    expect(pixels).toEqual(Float32Array.from(noisy.pixels, (grey) => grey / 255));
  });

  test('is drawn anew from another stream, and alike from the same one', () => {
    const diet = ['digit-clutter:2'];
    expect(fed(diet)).toEqual(fed(diet));
    expect(same(fed(diet).pixels, fed(diet, 'b').pixels)).toBe(0);
  });

  test('of more servings than pairs of images lets them take turns', () => {
    const diet = ['digit-debris', 'digit-clutter', 'gaussian-noise'];
    const { pixels } = gatherFed(training, indices.subarray(0, 3), diet, drawn('a'));
    expect(pixels).toHaveLength(3 * SIZE);
  });

  test('is refused before training where a batch has one image, and others are to lie in it', () => {
    const checked = (diet: string[], batch: number) => () => checkServed(diet, batch);
    for (const { condition, strength } of CONDITIONS.flatMap(({ name }) => servingsOf(name))) {
      const diet = [`${condition.name}:${strength}`];
      const served = (batch: number) => () =>
        gatherFed(training, indices.subarray(0, batch), diet, drawn('a'));
      const fails = /^(digit|clutter|debris)-/.test(condition.name);
      if (fails) expect(served(1)).toThrow('distractors need a set of at least 2');
      else expect(served(1)).not.toThrow();
      if (fails) expect(checked(['clean', ...diet], 1)).toThrow(InputError);
      else expect(checked(diet, 1)).not.toThrow();
      expect(served(2)).not.toThrow();
      expect(checked(diet, 2)).not.toThrow();
    }
    expect(checked(['clean', 'digit-clutter:2'], 1)).toThrow(
      'with digit-clutter, other images of the batch lie in each picture, and a batch of 1 has none: choose a batch of 2 or more',
    );
    expect(checked(['digit-clutter:0'], 1)).not.toThrow(); // nothing is laid
    for (const batch of [2, 3, 5]) {
      const diet = ['digit-clutter:1', 'digit-debris:1', 'clutter-in-front:1'];
      const order = indices.subarray(0, batch);
      for (const name of ['a', 'b', 'c'])
        expect(() => gatherFed(training, order, diet, drawn(name))).not.toThrow();
    }
  });

  test.each([
    ['snow', 'no condition "snow"'],
    ['gaussian-noise:0.1:2', 'no condition'],
    ['gaussian-noise:', '"gaussian-noise:" has no strength: write gaussian-noise:0.1, for one'],
    ['gaussian-noise:much', '"gaussian-noise:much" has no strength'],
    ['digit-clutter:1.5', 'digit-clutter has no strength 1.5'],
    ['occlusion:2', 'occlusion has no strength 2'],
    ['digit-clutter:99999', 'give a whole number from 0 to 1000'],
    ['debris-in-front:1e9', 'give a whole number from 0 to 1000'],
    ['blur:1e9', 'blur has no strength 1000000000: give a number from 0 to 100'],
  ])('refuses %s', (word, why) => {
    expect(() => servingsOf(word)).toThrow(InputError);
    expect(() => servingsOf(word)).toThrow(why);
  });
});
