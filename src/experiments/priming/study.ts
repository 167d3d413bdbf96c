import { z } from 'zod';
import { evenShares, realMorphs } from '../../images/stimuli/ambiguous';
import { InputError } from '../../input/errors';
import { dynamicsOf } from '../../perception/perception-settings';
import { tableDifference } from '../measures/rows';
import { networksInWords } from '../seen-in-words';
import { studyScenario } from '../study-scenario';
import { morphFrames } from '../watching/frame-scores';
import { pieceByPiece } from '../watching/recognise-images';
import { primingFigures } from './figures';
import {
  hysteresisDistance,
  type PrimingRow,
  primedFlips,
  primePull,
  walkedFlips,
} from './measure';

const PRIMES = ['first', 'other', 'none'] as const;
const WAYS = ['forwards', 'backwards'] as const;
/** Steps for which the first image of a walk is watched before it begins. */
const LEAD = 8;
/** The damping that the networks learnt with: what is looked at where one is enough. */
const USUAL = 0.3;
const usualOf = (dampings: readonly number[]) =>
  dampings.includes(USUAL) ? USUAL : (dampings[0] as number);

export const PRIMING = studyScenario({
  name: 'priming',
  question: 'Does what was perceived before hold what is perceived now?',
  hypothesis:
    'A label that was held at the top pulls an ambiguous image to itself when it is let go, for longer with more damping; and on a walk from one digit to another the earlier one is seen for longer, whichever it is. If that is more than a lag, some of it is left on a walk that is slow enough for the network to settle at each share.',
  options: {
    pairs: z
      .int()
      .min(1)
      .default(15)
      .describe('pairs of 3–8, 4–9, 1–7 and 5–6 each, the most alike'),
    shares: z
      .int()
      .min(5)
      .max(1001)
      .default(21)
      .describe('images on the way from one digit to the other'),
    dampings: z
      .array(z.number().min(0).max(0.99))
      .min(1)
      .max(100)
      .default([0, USUAL, 0.6, 0.9])
      .describe('damping: shares of the old state that stay at each step'),
    paces: z
      .array(z.int().min(1).max(1000))
      .min(1)
      .max(100)
      .default([1, 2, 4, 8, 16])
      .describe('steps a share on a walk'),
    prime: z.int().min(1).max(1000).default(8).describe('steps for which a label is held'),
    after: z.int().min(3).max(1000).default(8).describe('steps that are watched after that'),
  },
  images: 1000,
  examples: ['--dampings 0.3', '--paces 1,32', '--prime 2'],
  async measure({ network, settings }, images, experiment) {
    const { pairs, shares, dampings, paces, prime: lead, after: steps } = experiment.options;
    const items = realMorphs(images, pairs);
    if (items.length === 0)
      throw new InputError(`no two of ${images.count} images can be morphed: take more of them`);
    const morphs = morphFrames(items, evenShares(shares));
    const works = dampings.flatMap((damping) => {
      const videoSettings = { dynamics: dynamicsOf({ ...settings, damping }) };
      const primed = PRIMES.map(
        (prime) => (): PrimingRow[] =>
          primedFlips(network, morphs, { prime, lead, steps }, videoSettings).flatMap((flips, at) =>
            flips.map((flip, item) => ({ item, damping, prime, after: at + 1, flip })),
          ),
      );
      const walked = paces.map((each) => (): PrimingRow[] => {
        const flips = walkedFlips(network, morphs, { lead: LEAD, each }, videoSettings);
        return WAYS.flatMap((way) =>
          flips[way].map((flip, item) => ({ item, damping, way, each, flip })),
        );
      });
      const anew = (): PrimingRow[] => {
        const alone = { prime: 'none', lead: 0, steps: settings.window.last } as const;
        const flips = primedFlips(network, morphs, alone, videoSettings).at(-1) ?? [];
        return flips.map((flip, item) => ({ item, damping, way: 'anew', each: 0, flip }));
      };
      return [...primed, ...walked, anew];
    });
    const rows = await pieceByPiece(experiment, 'primes and walks', works, (work) => work());
    return rows.flat();
  },
  claims(measured, { options: { dampings, paces, after } }) {
    const damping = usualOf(dampings);
    const [least, most] = [Math.min(...dampings), Math.max(...dampings)];
    const [fast, slow] = [Math.min(...paces), Math.max(...paces)];
    const pulled = (step: number, at = damping) =>
      primePull(measured, { damping: at, after: step });
    const held = (each: number, at = damping) =>
      hysteresisDistance(measured, { damping: at, each });
    const [distance, way] = ['hysteresis distance', 'share of the way'];
    const above = 'above' as const;
    return [
      {
        claim: 'a label that was held pulls perception to itself 3 steps later',
        ...{ measure: `pull, ${way}`, expected: above, values: pulled(3) },
      },
      {
        claim: `the pull fades: after ${after} steps it is less than after 1`,
        ...{ measure: `difference in pull, ${way}`, expected: 'below' as const },
        values: tableDifference(pulled(after), pulled(1)),
      },
      {
        claim: `3 steps later it is more with damping ${most} than with ${least}`,
        ...{ measure: `difference in pull, ${way}`, expected: above },
        values: tableDifference(pulled(3, most), pulled(3, least)),
      },
      {
        claim: `the past holds perception on a walk, steps a share: ${fast}`,
        ...{ measure: `${distance}, ${way}`, expected: above, values: held(fast) },
      },
      {
        claim: `it does so more with damping ${most} than with ${least}`,
        ...{ measure: `difference in ${distance}, ${way}`, expected: above },
        values: tableDifference(held(fast, most), held(fast, least)),
      },
      {
        claim: `it is more than a lag: some is left on a slow walk, steps a share: ${slow}`,
        ...{ measure: `${distance}, ${way}`, expected: above, values: held(slow) },
      },
    ];
  },
  figures(measured, images, { options, seed }) {
    const pairs = new Set(measured[0]?.rows.map(({ item }) => item)).size;
    return primingFigures(measured, {
      ...options,
      usual: usualOf(options.dampings),
      shown: `${pairs} pairs of real digits (${images.name}), ${networksInWords(measured)}`,
      seed,
    });
  },
});
