import { evenShares } from '../../images/stimuli/ambiguous';
import { dynamicsOf } from '../../perception/perception-settings';
import { claimsOf, ifApart } from '../measures/claims';
import { studyScenario } from '../study-scenario';
import { morphFrames, pairsToMorph } from '../watching/morphs';
import { pieceByPiece } from '../watching/recognise-images';
import { primingFigures } from './figures';
import {
  hysteresisDistance,
  PRIMES,
  PRIMING_OPTIONS,
  type PrimingRow,
  primedFlips,
  primePull,
  usualOf,
  walkedFlips,
} from './measure';

const inSteps = (count: number) => `${count} step${count === 1 ? '' : 's'}`;
const WAYS = ['forwards', 'backwards'] as const;
/** Steps for which the first image of a walk is watched before it begins. */
const LEAD = 8;

export const PRIMING = studyScenario({
  name: 'priming',
  question: 'Does what was just perceived attract what is perceived now?',
  hypothesis:
    'A label that was held at the top attracts the perception of an ambiguous image after it is released, for longer with more damping. On a walk from one digit to another, the earlier digit is perceived for longer, whichever it is. If that is more than a lag, some of it is left on a walk that is slow enough for the network to settle at each morph level.',
  options: PRIMING_OPTIONS,
  images: 1000,
  examples: ['--dampings 0.3', '--paces 1,32', '--prime 2'],
  look(images) {
    pairsToMorph(images, 1);
  },
  async measure({ network, settings }, images, experiment) {
    const { pairs, shares, dampings, paces, prime: lead, after: steps } = experiment.options;
    const morphs = morphFrames(pairsToMorph(images, pairs), evenShares(shares));
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
    const { damping, own } = usualOf(measured, dampings);
    /** The networks' own goes without saying. */
    const by = own ? '' : `, damping ${damping}`;
    const [least, most] = [Math.min(...dampings), Math.max(...dampings)];
    const [fast, slow] = [Math.min(...paces), Math.max(...paces)];
    const pulled = (step: number, at = damping) =>
      primePull(measured, { damping: at, after: step });
    const held = (each: number, at = damping) =>
      hysteresisDistance(measured, { damping: at, each });
    const pull = claimsOf(`pull, in morph level${by}`);
    const change = claimsOf('difference in pull, in morph level');
    const distance = claimsOf(`hysteresis distance, in morph level${by}`);
    const difference = claimsOf('difference in hysteresis distance, in morph level');
    const more = `larger with damping ${most} than with ${least}`;
    return [
      pull.above('a label that was held attracts perception 3 steps later', pulled(3)),
      claimsOf(`difference in pull, in morph level${by}`).below(
        `the pull fades: it is less after ${after} steps than after 1`,
        pulled(after),
        pulled(1),
      ),
      ...ifApart(
        least,
        most,
        change.above(`the pull after 3 steps is ${more}`, pulled(3, most), pulled(3, least)),
      ),
      distance.above(
        `there is hysteresis on a walk of ${inSteps(fast)} per morph level`,
        held(fast),
      ),
      ...ifApart(
        least,
        most,
        difference.above(`the hysteresis is ${more}`, held(fast, most), held(fast, least)),
      ),
      ...ifApart(
        fast,
        slow,
        distance.above(
          `hysteresis is more than a lag: some is left on a slow walk, of ${inSteps(slow)} per morph level`,
          held(slow),
        ),
      ),
    ];
  },
  figures: primingFigures,
});
