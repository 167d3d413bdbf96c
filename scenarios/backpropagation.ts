import { BACKPROPAGATION, commonShape } from '../src';
import {
  commonLearningOptions,
  commonPlan,
  defineScenario,
  feedforwardArchitectureOptions,
  imagesOf,
  learnAndReport,
  splitOption,
} from '../src/public/experiments';

// Chosen on held-out images, with 500 + 500 units: 1.50 % are wrong (rate 0.2: 1.76 %; no decay: 1.59 %).
const rate = commonShape.rate;
// It has no goodness, so it takes no temperature and no peer term.
const { peer: _, temperature: __, ...options } = commonLearningOptions;

export default defineScenario({
  name: 'backpropagation',
  shows:
    'Trains a feed-forward network of ReLUs end to end by backpropagation, on the images that the other systems see, in the same order, and reports its error.',
  kind: 'training',
  options: {
    ...options,
    ...feedforwardArchitectureOptions,
    hidden: options.hidden.default([2000, 2000, 2000, 2000]),
    epochs: options.epochs.default(20),
    rate: rate.default(0.5).describe('learning rate of the hidden layers'),
    readoutRate: rate.default(0.5).describe('learning rate of the softmax'),
    decay: options.decay.default(1e-4),
    readoutDecay: options.readoutDecay.default(1e-4),
    split: splitOption,
  },
  examples: ['--hidden 500,500 --epochs 15', '--rate 0.2 --readout-rate 0.2', '--split test'],
  async run(experiment) {
    const images = await imagesOf(experiment, experiment.options);
    const plan = commonPlan(BACKPROPAGATION, experiment, images);
    return learnAndReport(experiment, images, plan);
  },
});
