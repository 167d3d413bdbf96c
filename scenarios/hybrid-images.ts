import { HYBRID_IMAGES } from '../src';
import {
  commonLearningOptions,
  defineScenario,
  feedforwardArchitectureOptions,
  hybridPlan,
  hybridShape,
  imagesOf,
  learnAndReport,
  splitOption,
} from '../src/public/experiments';

export default defineScenario({
  name: 'hybrid-images',
  shows:
    'Trains the unsupervised network of section 3.2, with hybrids of two images as negatives, and reports the error of a softmax on all its layers but the first.',
  kind: 'training',
  options: {
    ...commonLearningOptions,
    ...feedforwardArchitectureOptions,
    hidden: commonLearningOptions.hidden.default([2000, 2000, 2000, 2000]),
    epochs: commonLearningOptions.epochs.default(100),
    batch: hybridShape.batch.default(100),
    blurs: hybridShape.blurs.default(10),
    split: splitOption,
  },
  examples: ['--hidden 500,500,500 --epochs 15', '--split test', '--blurs 6', '--resume'],
  async run(experiment) {
    const images = await imagesOf(experiment, experiment.options);
    return learnAndReport(experiment, images, hybridPlan(HYBRID_IMAGES, experiment, images));
  },
});
