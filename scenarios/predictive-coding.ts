import { commonShape, PREDICTIVE_CODING } from '../src';
import {
  architectureOptions,
  CHOSEN_CONSTANTS,
  commonLearningOptions,
  commonPlan,
  defineScenario,
  imagesOf,
  learnAndReport,
  predictiveCodingShape,
  splitOption,
} from '../src/public/experiments';

const chosen = CHOSEN_CONSTANTS['predictive-coding'];
const { rate } = commonShape;
const { steps, inferenceRate, topDown } = predictiveCodingShape;
// It has no goodness, so it takes no temperature and no peer term.
const { peer: _, temperature: __, ...options } = commonLearningOptions;
// It takes no lateral connections: within a layer nothing is predicted.
const { with: ___, ...joined } = architectureOptions;

export default defineScenario({
  name: 'predictive-coding',
  shows:
    'Trains a network with the layers and connections of the recurrent network by predictive coding, on the images that the other systems see, in the same order, and reports the error of the label that it infers, step by step, and in one pass.',
  kind: 'training',
  options: {
    ...options,
    ...joined,
    epochs: options.epochs.default(20),
    rate: rate.default(chosen.rate).describe('learning rate of predictions from below'),
    readoutRate: rate
      .default(chosen.readoutRate)
      .describe('learning rate of the readout and of predictions from above'),
    decay: options.decay.default(chosen.decay),
    readoutDecay: options.readoutDecay.default(chosen.readoutDecay),
    steps: steps.default(chosen.steps),
    inferenceRate: inferenceRate.default(chosen.inferenceRate),
    topDown: topDown.default(chosen.topDown),
    split: splitOption,
  },
  examples: ['--hidden 500,500 --epochs 15', '--top-down 0', '--split test'],
  async run(experiment) {
    const images = await imagesOf(experiment, experiment.options);
    const { steps, inferenceRate, topDown } = experiment.options;
    const inference = { steps, inferenceRate, topDown };
    const plan = commonPlan(PREDICTIVE_CODING, experiment, images, inference);
    return learnAndReport(experiment, images, plan);
  },
});
