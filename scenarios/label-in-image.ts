import { LABEL_IN_IMAGE } from '../src';
import {
  commonLearningOptions,
  commonPlan,
  defineScenario,
  feedforwardArchitectureOptions,
  imagesOf,
  labelInImageShape,
  learnAndReport,
  splitOption,
} from '../src/public/experiments';

export default defineScenario({
  name: 'label-in-image',
  shows:
    'Trains the feed-forward network of section 3.3, which sees the label in the first ten pixels, and reports its error by the goodness of each label and in one pass.',
  kind: 'training',
  options: {
    ...commonLearningOptions,
    ...feedforwardArchitectureOptions,
    hidden: commonLearningOptions.hidden.default([2000, 2000, 2000, 2000]),
    epochs: commonLearningOptions.epochs.default(60),
    labelStrength: labelInImageShape.labelStrength,
    split: splitOption,
  },
  examples: [
    '--hidden 500,500 --epochs 15',
    '--split test',
    '--hidden 1000,1000,1000,1000 --epochs 30 --shift 2',
    '--hidden 500,500 --label-strength 3',
    '--resume',
  ],
  async run(experiment) {
    const images = await imagesOf(experiment, experiment.options);
    const { labelStrength } = experiment.options;
    const writing = labelStrength === undefined ? {} : { labelStrength };
    const plan = commonPlan(LABEL_IN_IMAGE, experiment, images, writing);
    return learnAndReport(experiment, images, plan);
  },
});
