import {
  defineScenario,
  imagesOf,
  learnAndReport,
  learningOptions,
  recurrentPlan,
  splitOption,
} from '../src/public/experiments';

// The paper's protocol: all 60,000 images, 60 epochs, two hidden layers of 2000 units, and the
// test set looked at once, at the end. Rates and constants are the defaults of every network here.
// Any other choice is made with --split validation, which keeps the last 10,000 training images.
export default defineScenario({
  name: 'reproduce-recurrent',
  shows:
    'Trains the paper-size network of section 3.4 by the paper’s protocol and reports its test error once: about an hour on two cores, and it can be stopped and resumed.',
  kind: 'training',
  options: {
    ...learningOptions,
    hidden: learningOptions.hidden.default([2000, 2000]),
    epochs: learningOptions.epochs.default(60),
    shift: learningOptions.shift
      .default(0)
      .describe(
        'largest shift of a training image, in pixels: 0 as in the paper; 1 or 2 for a lower error',
      ),
    split: splitOption.default('test'),
  },
  examples: [
    '',
    '--shift 1 --temperature 10',
    '--hidden 1000,1000 --seed 1',
    '--hidden 500,500 --epochs 15 --temperature 10 --split validation',
    '--resume',
  ],
  async run(experiment) {
    const images = await imagesOf(experiment, experiment.options);
    return learnAndReport(experiment, images, recurrentPlan(experiment, images));
  },
});
