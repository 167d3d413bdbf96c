import { commonShape, PREDICTIVE_CODING } from '../src';
import {
  architectureOptions,
  commonLearningOptions,
  defineScenario,
  feedforwardPlan,
  imagesOf,
  learnAndReport,
  predictiveCodingShape,
  splitOption,
} from '../src/public/experiments';

// Chosen on held-out images (docs/relatives.md).
const { rate } = commonShape;
const { steps, inferenceRate, topDown } = predictiveCodingShape;
// There is no goodness to push, and none to share out among peers.
const { peer: _, temperature: __, ...options } = commonLearningOptions;
// Within a layer nothing is predicted.
const { with: ___, ...joined } = architectureOptions;

export default defineScenario({
  name: 'predictive-coding',
  shows:
    'Trains the layers and connections of the recurrent network by predictive coding, on the same images in the same order, and reports its error by the label that it infers, step by step, and on one pass.',
  kind: 'training',
  options: {
    ...options,
    ...joined,
    epochs: options.epochs.default(20),
    rate: rate.default(4).describe('learning rate of what is predicted from below'),
    readoutRate: rate
      .default(0.2)
      .describe('learning rate of the readout, and of what is predicted from above'),
    decay: options.decay.default(1e-4),
    readoutDecay: options.readoutDecay.default(1e-4),
    steps: steps.default(10),
    inferenceRate: inferenceRate.default(0.2),
    topDown: topDown.default(0.001),
    split: splitOption,
  },
  examples: ['--hidden 500,500 --epochs 15', '--top-down 0', '--split test'],
  async run(experiment) {
    const images = await imagesOf(experiment, experiment.options);
    const { steps, inferenceRate, topDown } = experiment.options;
    const inference = { steps, inferenceRate, topDown };
    const plan = feedforwardPlan(PREDICTIVE_CODING, experiment, images, inference);
    return learnAndReport(experiment, images, plan);
  },
});
