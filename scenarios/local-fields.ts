import { LOCAL_FIELDS } from '../src';
import {
  commonLearningOptions,
  defineScenario,
  hybridPlan,
  hybridShape,
  imagesOf,
  learnAndReport,
  PAPER_LOCAL_UNITS,
  splitOption,
} from '../src/public/experiments';

export default defineScenario({
  name: 'local-fields',
  shows:
    'Trains the unsupervised network of section 3.2 with local receptive fields: each unit sees a part of the layer below, and units share no weights. Reports the error of a softmax on its upper layers.',
  kind: 'training',
  options: {
    ...commonLearningOptions,
    hidden: commonLearningOptions.hidden
      .default([...PAPER_LOCAL_UNITS])
      .describe('units of the three hidden layers: multiples of their 16, 9 and 4 places'),
    epochs: commonLearningOptions.epochs.default(60),
    batch: hybridShape.batch.default(100),
    blurs: hybridShape.blurs.default(10),
    split: splitOption,
  },
  examples: ['--hidden 512,495,512 --epochs 15', '--split test', '--resume'],
  async run(experiment) {
    const images = await imagesOf(experiment, experiment.options);
    return learnAndReport(experiment, images, hybridPlan(LOCAL_FIELDS, experiment, images));
  },
});
