import {
  BACKPROPAGATION,
  commonLearningOptions,
  defineScenario,
  feedforwardPlan,
  imagesOf,
  learnAndReport,
  splitOption,
} from '../src';

export default defineScenario({
  name: 'backpropagation',
  shows:
    'Trains a network of the same sizes and ReLUs end to end by backpropagation, on the same images in the same order, and reports its error.',
  options: {
    ...commonLearningOptions,
    hidden: commonLearningOptions.hidden.default([2000, 2000, 2000, 2000]),
    epochs: commonLearningOptions.epochs.default(20),
    split: splitOption,
  },
  examples: ['--hidden 500,500 --epochs 15', '--rate 0.1 --readout-rate 0.1', '--split test'],
  async run(experiment) {
    const images = await imagesOf(experiment, experiment.options);
    const plan = feedforwardPlan(BACKPROPAGATION, experiment, images);
    return learnAndReport(experiment, images, plan);
  },
});
