import { describe, expect, it } from 'vitest';
import type { ImageShape } from '../../src/images/labelled-images';
import { drawnMorph } from '../../src/images/stimuli/drawn-morph';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';
import { BEGINNING, type PageState, type PictureChoice } from '../../src/web/scene/page-state';
import { picturesOf, seesDigits, trueLabel } from '../../src/web/scene/pictures';
import { sceneOf, type Watcher, windowOf } from '../../src/web/scene/scene-of';
import { grey, TEN } from '../support/shapes';

const DIGITS = { ...grey(28, 28), classNames: TEN.classNames, perception: PAPER_PERCEPTION };
const TINY = { ...DIGITS, ...grey(1, 2) };
const examples = { pixels: Uint8Array.of(1, 2, 3, 4), labels: [7, 8] };
const seen = (change: Partial<PageState>, shape = DIGITS) =>
  picturesOf({ ...BEGINNING, ...change }, shape, examples);
const scene = (change: Partial<PageState>, watcher: Watcher = DIGITS) =>
  sceneOf({ ...BEGINNING, ...change }, watcher, examples);
const example = (index: number): PictureChoice => ({ kind: 'example', index });

describe('pictures of the page', () => {
  it('are what was chosen: drawn pixels, a test image, nothing', () => {
    const pixels = new Uint8Array(784).fill(3);
    expect(seen({ picture: { kind: 'drawn', pixels } })).toEqual([pixels]);
    expect(seen({ picture: example(1) }, TINY)).toEqual([Uint8Array.of(3, 4)]);
    expect(seen({ picture: { kind: 'empty' } })).toEqual([]);
  });

  it('are none where they do not fit, or are not there', () => {
    expect(seen({ picture: { kind: 'drawn', pixels: new Uint8Array(3) } })).toEqual([]);
    expect(seen({ picture: example(2) }, TINY)).toEqual([]);
    expect(seen({ picture: example(999_999) }, TINY)).toEqual([]);
    expect(seen({}, TINY)).toEqual([]);
    expect(picturesOf({ ...BEGINNING, picture: example(0) }, TINY, undefined)).toEqual([]);
    const named = (shape: ImageShape, classNames: string[]) => seesDigits({ ...shape, classNames });
    const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
    const known = [named(DIGITS, digits), named(TINY, digits), named(DIGITS, ['shirt', 'bag'])];
    expect(known).toEqual([true, false, false]);
  });

  it('of digits are the same each time, and another by another hand', () => {
    const [[one], [again], [other]] = [3, 3, 4].map((item) =>
      seen({ picture: { kind: 'digit', digit: 4, item } }),
    ) as [[Uint8Array], [Uint8Array], [Uint8Array]];
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    expect(Math.max(...one)).toBeGreaterThan(150);
    expect(one[0]).toBe(0);
  });

  it('between two digits go from the one to the other', () => {
    const at = drawnMorph([4, 9], 2, 1);
    for (const level of [0, 0.35, 1])
      expect(seen({ picture: { kind: 'morph', digits: [4, 9], item: 2, level } })).toEqual([
        Uint8Array.from(at(level), Math.round),
      ]);
  });

  it('that move are one a step, and begin as the still one', () => {
    const still = seen({ picture: { kind: 'digit', digit: 7, item: 2 } });
    for (const motion of ['drifting', 'turning'] as const) {
      const film = seen({ picture: { kind: 'moving', digit: 7, item: 2, motion }, steps: 5 });
      expect(film.length).toBe(6);
      expect(film[0]).toEqual(still[0]);
      expect(film[2]).not.toEqual(film[0]);
    }
  });

  it('are disturbed by the seed alone, and by as much as is said', () => {
    for (const change of [{ noise: 0.3 }, { occlusion: 0.4 }, { clutter: 3 }]) {
      const [one] = seen(change) as [Uint8Array];
      expect(seen(change)).toEqual([one]);
      expect(one).not.toEqual(seen({})[0]);
      expect(seen({ ...change, seed: 2 })[0]).not.toEqual(one);
    }
    expect(seen({ seed: 9 })).toEqual(seen({}));
  });

  it('lie before others of the set in clutter: digits where a network sees digits, else its test images', () => {
    const clothes = { ...DIGITS, classNames: ['shirt', 'bag'] };
    const own = { pixels: new Uint8Array(3 * 784).fill(200), labels: [0, 1, 0] };
    const [first, other] = [own, { ...own, pixels: own.pixels.map(() => 100) }];
    const cluttered = (watcher: Watcher, of: typeof own) => {
      const picture = { kind: 'drawn', pixels: new Uint8Array(784) } as const;
      return picturesOf({ ...BEGINNING, picture, clutter: 3 }, watcher, of)[0] as Uint8Array;
    };
    const brightest = (of: typeof own) => Math.max(...cluttered(clothes, of));
    expect([brightest(first), brightest(other)]).toEqual([200, 100]);
    expect(cluttered(DIGITS, first)).toEqual(cluttered(DIGITS, other));
    expect(Math.max(...cluttered(DIGITS, other))).toBeGreaterThan(150);
  });

  it('say their true label where they have one', () => {
    expect(trueLabel(example(1), examples)).toBe(8);
    expect(trueLabel(example(1), undefined)).toBeUndefined();
    expect(trueLabel(BEGINNING.picture, examples)).toBe(4);
    expect(trueLabel({ kind: 'empty' }, examples)).toBeUndefined();
  });
});

describe('a scene of the page', () => {
  it('of a still image shows it from step 0 to the last, under every label', () => {
    expect(scene({ steps: 2 })).toEqual({
      pictures: seen({}),
      ...{ shown: [0, 0, 0], tops: ['every', 'every', 'every'] },
      ...{ damping: 0.3, schedule: 'synchronous', silent: false, lesions: [], seed: 1 },
    });
  });

  it('begins with what primes it, over an empty image; the steps that decide come later', () => {
    const primed = { prime: 5, primeSteps: 2, steps: 2 };
    expect(scene(primed)).toMatchObject({
      shown: [undefined, undefined, 0, 0, 0],
      tops: [5, 5, 'every', 'every', 'every'],
      silent: true,
    });
    expect(scene({ ...primed, held: 3 }).tops).toEqual([5, 5, 3, 3, 3]);
    expect(windowOf({ ...BEGINNING, ...primed })).toEqual({ first: 5, last: 7 });
    expect(windowOf(BEGINNING)).toEqual({ first: 3, last: 5 });
  });

  it('lets a held label go after the step that is said', () => {
    expect(scene({ held: 3, release: 1, steps: 3 }).tops).toEqual([3, 3, 'none', 'none']);
    expect(scene({ held: 0, steps: 1 }).tops).toEqual([0, 0]);
    expect(scene({ release: 1, steps: 1 }).tops).toEqual(['every', 'every']);
  });

  it('shows each frame of what moves at its step, and nothing where there is nothing', () => {
    const picture = { kind: 'moving', digit: 7, item: 2, motion: 'turning' } as const;
    expect(scene({ picture, steps: 3 }).shown).toEqual([0, 1, 2, 3]);
    expect(scene({ picture, steps: 2, prime: 1, primeSteps: 1 }).shown).toEqual([
      ...[undefined, 0, 1, 2],
    ]);
    expect(scene({ picture: { kind: 'empty' }, steps: 1 })).toMatchObject({
      ...{ pictures: [], shown: [undefined, undefined], silent: true },
    });
  });

  it('is watched with the schedule that the network learnt with', () => {
    const perception = { schedule: 'alternating' } as const;
    expect(scene({}, { ...DIGITS, perception }).schedule).toBe('alternating');
  });

  it('takes away what is said', () => {
    expect(scene({ topDownLost: 1, unitsLost: 0.5 }).lesions).toEqual([
      { of: 'top-down', share: 1 },
      { of: 'units', share: 0.5 },
    ]);
  });
});
