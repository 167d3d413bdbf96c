import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONFUSABLE } from '../../src/images/stimuli/ambiguous';
import { fromAddress, inAddress, sound } from '../../src/web/scene/address';
import {
  BEGINNING,
  MOST_STEPS,
  MOTION_NAMES,
  type PageState,
  type PictureChoice,
} from '../../src/web/scene/page-state';
import { stateAt, TOUR } from '../../src/web/scene/tour-stops';

const upTo = (most: number, least = 0) => fc.integer({ min: least, max: most });
const maybe = (most: number, least = 0) => fc.option(upTo(most, least), { nil: undefined });
/** Shares in steps of a thousandth, as an address holds them. */
const share = (most = 1000) => upTo(most).map((thousandths) => thousandths / 1000);

const digit = { digit: upTo(9), item: upTo(999_999) };
const picture: fc.Arbitrary<PictureChoice> = fc.oneof(
  fc.constant({ kind: 'empty' as const }),
  fc.record({
    kind: fc.constant('drawn' as const),
    pixels: fc.uint8Array({ maxLength: 3072, size: 'max' }).map((bytes) => Uint8Array.from(bytes)),
  }),
  fc.record({ kind: fc.constant('example' as const), index: upTo(999_999) }),
  fc.record({ kind: fc.constant('digit' as const), ...digit }),
  fc.record({
    kind: fc.constant('morph' as const),
    digits: fc.constantFrom(...CONFUSABLE),
    item: upTo(999_999),
    level: upTo(100).map((hundredths) => hundredths / 100),
  }),
  fc.record({
    kind: fc.constant('moving' as const),
    ...digit,
    motion: fc.constantFrom(...MOTION_NAMES),
  }),
);

const states: fc.Arbitrary<PageState> = fc
  .record({
    network: fc.stringMatching(/^[\w.-]{1,80}$/),
    picture,
    ...{ noise: share(), occlusion: share(), clutter: upTo(5) },
    ...{ steps: upTo(MOST_STEPS, 1), first: upTo(MOST_STEPS, 1), last: upTo(MOST_STEPS, 1) },
    damping: share(990),
    ...{ held: maybe(254), release: maybe(2 * MOST_STEPS), prime: maybe(254) },
    ...{ primeSteps: upTo(MOST_STEPS, 1), topDownLost: share(), unitsLost: share() },
    ...{ seed: upTo(999_999_999), step: upTo(2 * MOST_STEPS), label: maybe(254) },
    tour: maybe(TOUR.length, 1),
  })
  .map((state) => sound(state));

/** What may stand in an address: nonsense, or parts of the right names with values of any kind. */
const hashes = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...Object.keys(BEGINNING), '__proto__', 'constructor', 'toString'),
        fc.oneof(
          fc.string(),
          fc.double().map(String),
          fc.constantFrom('none', '', '-1', '1e400', '%FF', 'drawn.784.AAAA', 'drawn.99999.eJw'),
          fc.base64String().map((text) => `drawn.784.${text}`),
          fc.string().map((text) => `morph.${text}`),
        ),
      ),
    )
    .map((parts) => `#${parts.map(([key, value]) => `${key}=${value}`).join('&')}`),
);

describe('the address of the page', () => {
  it('gives back every state that it was made of', () => {
    fc.assert(
      fc.property(states, (state) => {
        const hash = inAddress(state);
        expect(hash).toMatch(/^[\w.=&-]*$/);
        expect(fromAddress(`#${hash}`)).toEqual(state);
        expect(fromAddress(hash)).toEqual(state);
      }),
    );
  });

  it('leaves out how a network has learnt to watch, and gives it back', () => {
    const learnt = { steps: 10, first: 4, last: 6, damping: 0.2 };
    const learntBy = (network: string) => (network === 'photographs' ? learnt : undefined);
    const state = { ...BEGINNING, network: 'photographs', ...learnt, step: 10 };
    expect(inAddress(state, learntBy)).toBe('network=photographs');
    expect(fromAddress('#network=photographs', learntBy)).toEqual(state);
    fc.assert(
      fc.property(states, (any) => {
        const named = { ...any, network: 'photographs' };
        expect(fromAddress(inAddress(named, learntBy), learntBy)).toEqual(named);
      }),
    );
  });

  it('never throws, whatever it says: what it tells of is a state that gives itself back', () => {
    fc.assert(
      fc.property(hashes, (hash) => {
        const state = fromAddress(hash);
        expect(new Set(Object.keys(state))).toEqual(new Set(Object.keys(BEGINNING)));
        const { steps, first, last, step, prime, primeSteps } = state;
        expect(first).toBeLessThanOrEqual(last);
        expect(last).toBeLessThanOrEqual(steps);
        expect(step).toBeLessThanOrEqual(steps + (prime === undefined ? 0 : primeSteps));
        expect(fromAddress(inAddress(state))).toEqual(state);
      }),
      { numRuns: 500 },
    );
  });

  it('is empty as the page begins, and of nonsense opens it so', () => {
    expect(inAddress(BEGINNING)).toBe('');
    for (const hash of ['', '#', '#nonsense', '#steps=99&damping=2&held=-1&picture=dog.1&tour=0'])
      expect(fromAddress(hash)).toEqual(BEGINNING);
  });

  it.each(TOUR.map((_, at) => at + 1))(
    'says a stop of the tour by its number alone: %i',
    (tour) => {
      const state = stateAt(tour);
      expect(state).not.toEqual({ ...BEGINNING, tour });
      expect(sound(state)).toEqual(state);
      expect(inAddress(state)).toBe(`tour=${tour}`);
      expect(fromAddress(`#tour=${tour}`)).toEqual(state);
      const moved = { ...state, seed: 7, held: state.held === undefined ? 1 : undefined };
      expect(fromAddress(inAddress(moved))).toEqual(moved);
    },
  );

  it('takes no more than the picture that it says', () => {
    const pixels = new Uint8Array(784).fill(9);
    const hash = inAddress({ ...BEGINNING, picture: { kind: 'drawn', pixels } });
    expect(fromAddress(hash).picture).toEqual({ kind: 'drawn', pixels });
    for (const other of ['783', '785', '100001', 'x'])
      expect(fromAddress(hash.replace('784', other)).picture).toEqual(BEGINNING.picture);
  });

  it('keeps the step of a release while there are fewer steps', () => {
    const state = { ...BEGINNING, held: 3, release: 7 };
    const fewer = sound({ ...state, steps: 5 });
    expect(sound({ ...fewer, steps: 8, step: 8 }).release).toBe(7);
  });

  it('of labels that a network does not know says none', () => {
    const state = { ...BEGINNING, held: 9, prime: 10, label: 10, release: 12, step: 12 };
    const known = { held: 9, prime: undefined, label: undefined, release: 12, step: 8 };
    expect(sound(state, 10)).toMatchObject(known);
    expect(sound(state)).toMatchObject({ held: 9, prime: 10, label: 10, release: 12, step: 12 });
  });
});
