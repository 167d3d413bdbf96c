import { evenShares } from '../../images/stimuli/ambiguous';
import { dynamicsOf } from '../../perception/perception-settings';
import { claimsOf } from '../measures/claims';
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

const WAYS = ['forwards', 'backwards'] as const;
/** Steps for which the first image of a walk is watched before it begins. */
const LEAD = 8;

export const PRIMING = studyScenario({
  name: 'priming',
  question: 'Does what was perceived before hold what is perceived now?',
  hypothesis:
    'A label that was held at the top pulls an ambiguous image to itself when it is let go, for longer with more damping; and on a walk from one digit to another the earlier one is seen for longer, whichever it is. If that is more than a lag, some of it is left on a walk that is slow enough for the network to settle at each level.',
  options: PRIMING_OPTIONS,
  images: 1000,
  examples: ['--dampings 0.3', '--paces 1,32', '--prime 2'],
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
    const damping = usualOf(dampings);
    const [least, most] = [Math.min(...dampings), Math.max(...dampings)];
    const [fast, slow] = [Math.min(...paces), Math.max(...paces)];
    const pulled = (step: number, at = damping) =>
      primePull(measured, { damping: at, after: step });
    const held = (each: number, at = damping) =>
      hysteresisDistance(measured, { damping: at, each });
    const pull = claimsOf('pull, in morph level');
    const change = claimsOf('difference in pull, in morph level');
    const distance = claimsOf('hysteresis distance, in morph level');
    const difference = claimsOf('difference in hysteresis distance, in morph level');
    const more = `more with damping ${most} than with ${least}`;
    return [
      pull.above('a label that was held pulls perception to itself 3 steps later', pulled(3)),
      change.below(
        `the pull fades: after ${after} steps it is less than after 1`,
        pulled(after),
        pulled(1),
      ),
      change.above(`3 steps later it is ${more}`, pulled(3, most), pulled(3, least)),
      distance.above(
        `the past holds perception on a walk, steps per morph level: ${fast}`,
        held(fast),
      ),
      difference.above(`it does so ${more}`, held(fast, most), held(fast, least)),
      distance.above(
        `it is more than a lag: some is left on a slow walk, steps per morph level: ${slow}`,
        held(slow),
      ),
    ];
  },
  figures: primingFigures,
});
