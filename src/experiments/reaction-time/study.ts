import { BACKPROPAGATION } from '../../learning/systems/backpropagation';
import { LABEL_IN_IMAGE } from '../../learning/systems/label-in-image';
import { claimsOf, errorClaims } from '../measures/claims';
import { studyScenario } from '../study-scenario';
import { checkBeside } from '../watching/beside';
import { trialSets } from './drawing';
import { reactionFigures } from './figures';
import { checkTime, measureReaction, REACTION_OPTIONS } from './measure';
import { rankProducts, react, type Trial, thresholdFor } from './reaction';
import {
  BY_READOUT,
  byImage,
  reactionNetworks,
  reactionsWithin,
  type Trials,
  trialsUnder,
  wrongAnswers,
} from './rows';

export const REACTION_TIME = studyScenario({
  name: 'reaction-time',
  question: 'Does a network that answers when it is sure trade time for accuracy, as people do?',
  hypothesis:
    'If the network stops once the accumulated goodness of one label leads by enough, a higher threshold costs steps and saves errors. Easy images are answered early and hard ones late, so at the same mean number of steps it errs less than if it stopped after a fixed time. Images that one pass is unsure of, and those that are noisy, hidden, blurred or shifted, take longer. It errs less than a feed-forward reading of its own weights, but more than a network trained by backpropagation, as the comparison of systems has already shown.',
  options: REACTION_OPTIONS,
  images: 500,
  examples: ['--conditions clean,occlusion:0.5 --time 4'],
  look(images, experiment) {
    checkTime(experiment.options);
    return checkBeside(images, experiment);
  },
  measure: measureReaction,
  claims(measured, { options: { time, steps, conditions } }) {
    const networks = reactionNetworks(measured);
    const [easy = '', ...hard] = conditions;
    const error = errorClaims();
    /** Errors when stopping when sure, at a mean of `time` steps or of what `by` costs. */
    const sure = (trials: Trials, by?: string) =>
      networks.map((network) => {
        const some = trials(network);
        const { until, atOnce } = network.costs;
        const reactions = by
          ? reactionsWithin(some, atOnce[by] as number, until)
          : reactionsWithin(some, time);
        return wrongAnswers(some, (_, at) => reactions[at]?.answer);
      });
    const after = (trials: Trials, step: number) =>
      networks.map((network) => wrongAnswers(trials(network), ({ answers }) => answers[step - 1]));
    const atOnce = (trials: Trials, by: string) =>
      networks.map((network) => wrongAnswers(trials(network), (trial) => trial.atOnce[by]));
    const beside = (by: string) => networks.every(({ costs }) => by in costs.atOnce);
    const stopping = `stopping when sure, after ${time} steps on average,`;
    return [
      ...trialSets(conditions).flatMap(({ title: name, trials }) => [
        error.above(
          `${name}: step 1 errs more than step ${steps}`,
          after(trials, 1),
          after(trials, steps),
        ),
        error.below(
          `${name}: ${stopping} errs less than stopping after ${time}`,
          sure(trials),
          after(trials, time),
        ),
        claimsOf('rank correlation of confidence and steps').below(
          `${name}: images that one pass is surer of are answered sooner`,
          networks.map(trials).map((some) =>
            byImage(
              some,
              rankProducts(
                some.map(({ confidence }) => confidence),
                reactionsWithin(some, time).map(({ step }) => step),
              ),
            ),
          ),
        ),
        error.below(
          `${name}: ${stopping} errs less than one pass of the same network`,
          sure(trials),
          atOnce(trials, BY_READOUT),
        ),
        ...[LABEL_IN_IMAGE.name]
          .filter(beside)
          .map((by) =>
            error.below(
              `${name}: for as many multiply-adds, stopping when sure errs less than ${by}`,
              sure(trials, by),
              atOnce(trials, by),
            ),
          ),
        ...[BACKPROPAGATION.name]
          .filter(beside)
          .map((by) =>
            error.above(
              `${name}: ${stopping} errs more than ${by} in its one pass`,
              sure(trials),
              atOnce(trials, by),
            ),
          ),
      ]),
      ...hard.map((name) =>
        claimsOf('difference in steps').above(
          `${name} takes longer than ${easy}, at the same threshold`,
          networks.map((network) => {
            const [some, other] = [trialsUnder(easy)(network), trialsUnder(name)(network)];
            const threshold = thresholdFor(some, (step) => step, time);
            const stepsOf = (trial: Trial) => react(trial, threshold).step;
            return other.map((trial, at) => stepsOf(trial) - stepsOf(some[at] as Trial));
          }),
        ),
      ),
    ];
  },
  figures: reactionFigures,
});
