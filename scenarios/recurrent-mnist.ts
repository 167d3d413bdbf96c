import {
  architectureOptions,
  defineScenario,
  imagesOf,
  learnAndReport,
  learningOptions,
  recurrentPlan,
  splitOption,
} from '../src/public/experiments';

export default defineScenario({
  name: 'recurrent-mnist',
  shows:
    'Trains the recurrent network of section 3.4 of the Forward-Forward paper, and reports its error by goodness, step by step, and by the one-pass readout.',
  kind: 'training',
  options: { ...learningOptions, ...architectureOptions, split: splitOption },
  examples: [
    '--hidden 500,500 --epochs 15',
    '--hidden 300,300 --train 20000 --epochs 5 --json',
    '--hidden 1000,1000 --epochs 20 --shift 1 --split test',
    '--resume',
  ],
  async run(experiment) {
    const images = await imagesOf(experiment, experiment.options);
    return learnAndReport(experiment, images, recurrentPlan(experiment, images));
  },
});
