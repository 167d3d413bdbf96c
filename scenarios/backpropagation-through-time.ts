import { BACKPROPAGATION_THROUGH_TIME, commonShape } from '../src';
import {
  architectureOptions,
  CHOSEN_CONSTANTS,
  defineScenario,
  imagesOf,
  learnAndReport,
  learningOptions,
  recurrentPlan,
  splitOption,
} from '../src/public/experiments';

// Chosen on held-out images (docs/relatives.md).
const rate = commonShape.rate;
const chosen = CHOSEN_CONSTANTS['backpropagation-through-time'];
// It has no goodness, so it takes no temperature and no peer term; and it has no dropout.
const { peer: _, temperature: __, dropout: ___, ...options } = learningOptions;

export default defineScenario({
  name: 'backpropagation-through-time',
  shows:
    'Trains the recurrent network by backpropagation through time, with a softmax at each step in place of goodness, on the images that the other systems see, in the same order, and reports its error over the window, step by step, and in one pass.',
  kind: 'training',
  options: {
    ...options,
    ...architectureOptions,
    epochs: options.epochs.default(20),
    rate: rate.default(chosen.rate).describe('learning rate of the hidden layers'),
    readoutRate: rate.default(chosen.readoutRate).describe('learning rate of the softmax'),
    decay: options.decay.default(chosen.decay),
    readoutDecay: options.readoutDecay.default(chosen.readoutDecay),
    split: splitOption,
  },
  examples: ['--hidden 500,500 --epochs 15', '--without top-down', '--split test'],
  async run(experiment) {
    const images = await imagesOf(experiment, experiment.options);
    const plan = recurrentPlan(experiment, images, BACKPROPAGATION_THROUGH_TIME);
    return learnAndReport(experiment, images, plan);
  },
});
