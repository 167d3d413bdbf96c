import { InputError } from '../../input/errors';
import { OWN_BELIEF } from '../../perception/belief';
import { checkLetters } from '../measures/answer-letters';
import { claimsOf, errorClaims, ifApart, POINTS } from '../measures/claims';
import { studyScenario } from '../study-scenario';
import { pairsToMorph } from '../watching/morphs';
import { beliefFigures } from './figures';
import { BELIEF_OPTIONS, measureBelief } from './measure';
import type { BeliefRow } from './rows';
import { calibration, cueLoss, cueWeights, errors, twoStates } from './tables';

export const BELIEF = studyScenario<typeof BELIEF_OPTIONS, BeliefRow>({
  name: 'belief',
  question: 'What does a network do when its own belief is held at its top?',
  hypothesis:
    'A belief draws the layers below to itself and is then confirmed by them. So recognition by own belief errs more than trying each label, although its one state holds all of them, and trying only the few labels that are believed errs as little. A cue is counted twice, in the belief and in what the belief draws, and weighs more than for an ideal observer. An ambiguous image has two states, depending on where belief began; fewer images have two where belief is less sure.',
  options: BELIEF_OPTIONS,
  images: 2000,
  examples: ['--noises 0,0.35,0.65', '--temperatures 0.03,0.05,0.07'],
  look(images, _, networks) {
    checkLetters(images);
    pairsToMorph(images, 1);
    if (images.count < 2)
      throw new InputError('belief is calibrated on half of the images: take at least 2');
    if (networks.some(({ settings }) => settings.schedule !== 'synchronous'))
      throw new InputError(
        'own belief is compared in networks whose layers all update at once (schedule synchronous)',
      );
  },
  measure: measureBelief,
  claims(all, { options: { noises, validities, temperatures, after } }) {
    const error = (by: Parameters<typeof errors>[1]) => errors(all, by);
    const points = errorClaims();
    const [clean, noisy] = [Math.min(...noises), Math.max(...noises)];
    const [doubtful, sure] = [Math.min(...validities), Math.max(...validities)];
    const weight = claimsOf('weight of the cue, 1 for an ideal observer', 1);
    const states = claimsOf('images with two states, %');
    const fewer = claimsOf('difference in images with two states, points');
    const middle = (temperature: number) => twoStates(all, { temperature, at: 'middle', after });
    const [cold, hot] = [Math.min(...temperatures), Math.max(...temperatures)];
    return [
      points.above(
        'own belief errs more than trying every label',
        error('goodness'),
        error('top-down'),
      ),
      points.above(
        'own belief errs more than the readout of one pass',
        error('goodness'),
        error('one-pass'),
      ),
      claimsOf(POINTS, 0.3).below(
        'trying only the believed labels errs less than 0.3 points more than trying every label',
        error('top-down-of-believed'),
        error('top-down'),
      ),
      ...[...new Set([clean, noisy])].flatMap((noise) => [
        weight.above(
          `a cue that is right in ${sure} of cases weighs too much, noise ${noise}`,
          cueWeights(all, { noise, validity: sure }),
        ),
        points.above(
          `if a cue that is right in ${sure} of cases is wrong, it costs the network more than an ideal observer, noise ${noise}`,
          cueLoss(all, { noise, validity: sure }),
        ),
        claimsOf('expected calibration error, points', 2).below(
          `with one temperature for all images, own belief is calibrated within 2 points, noise ${noise}`,
          calibration(all, { noise, by: 'own-belief' }),
        ),
      ]),
      ...ifApart(
        doubtful,
        sure,
        weight.above(
          `a cue that is right in ${doubtful} of cases weighs too much, noise ${noisy}`,
          cueWeights(all, { noise: noisy, validity: doubtful }),
        ),
      ),
      claimsOf('images with two states, %', 50).above(
        `most images halfway between two digits have two states, temperature ${OWN_BELIEF.temperature}`,
        middle(OWN_BELIEF.temperature),
      ),
      ...ifApart(
        cold,
        hot,
        fewer.below(
          `fewer of them have two states at temperature ${hot} than at ${cold}`,
          middle(hot),
          middle(cold),
        ),
      ),
      states.above(
        `even some clear digits have two states, temperature ${OWN_BELIEF.temperature}`,
        twoStates(all, { temperature: OWN_BELIEF.temperature, at: 'ends', after }),
      ),
    ];
  },
  figures: beliefFigures,
});
