import { z } from 'zod';
import { BACKPROPAGATION } from '../src';
import { refuseUntaken } from '../src/experiments/cifar/refuse-untaken';
import {
  architectureOptions,
  commonLearningOptions,
  commonPlan,
  defineScenario,
  imagesOf,
  learnAndReport,
  learningOptions,
  OBJECTIVES,
  recurrentPlan,
  splitOption,
} from '../src/public/experiments';

/** Each hidden layer of the paper's networks: a map of as many places as the image has, of 3 channels. */
const MAP = '32x32x3';

const { hidden: _, ...learning } = learningOptions;

// Backpropagation has no goodness, so it takes no temperature and no peer term; nor has it steps or dropout.
const { peer: __, temperature: ___, ...ofBackpropagation } = commonLearningOptions;
const notOfBackpropagation = Object.keys(learning).filter((name) => !(name in ofBackpropagation));

const options = {
  system: z
    .enum(['max-ssq', 'min-ssq', 'backpropagation'])
    .default('max-ssq')
    .describe(
      'how it learns: each layer raises the sum of its squared activities for the true label (max-ssq) or lowers it (min-ssq); or by backpropagation, without top-down connections, goodness, time steps or dropout, whose options it refuses',
    ),
  layers: z.int().min(1).max(10).default(2).describe('hidden layers, each a map of 32 x 32 x 3'),
  field: architectureOptions.field
    .unwrap()
    .default(11)
    .describe('side of the square that a unit sees, in places'),
  ...learning,
  epochs: learning.epochs.default(20),
  temperature: learning.temperature.default(10),
  rate: learning.rate.unwrap().default(0.01),
  readoutRate: learning.readoutRate.unwrap().default(0.05),
  steps: learning.steps.unwrap().default(10),
  window: learning.window
    .unwrap()
    .default('4-6')
    .describe('steps whose accumulated goodness decides'),
  split: splitOption,
  judgeSeen: z
    .int()
    .min(0)
    .default(10_000)
    .describe('also judge the trained network on this many training images, the first ones'),
};

export default defineScenario({
  name: 'cifar',
  shows:
    'Trains a network of section 4 of the Forward-Forward paper on CIFAR-10: hidden layers are maps, and each unit sees squares of the neighbouring maps; the network is recurrent (max-ssq or min-ssq) or learns by backpropagation.',
  kind: 'training',
  dataSets: ['cifar-10', 'cifar-10-jpeg'],
  options,
  examples: [
    '--precision bfloat16',
    '--system min-ssq --layers 3 --split test',
    '--data-set cifar-10-jpeg --data ../cifar-10-jpeg --train 10000 --epochs 4',
    '--resume',
  ],
  async run(experiment) {
    if (experiment.options.system === 'backpropagation')
      refuseUntaken('backpropagation', notOfBackpropagation, options, experiment.options);
    const images = await imagesOf(experiment, experiment.options);
    const { system, layers, judgeSeen: seen } = experiment.options;
    const maps = new Array<string>(layers).fill(MAP);
    const mapped = {
      ...experiment,
      options: { ...experiment.options, maps, hidden: [], centre: true },
    };
    if (system === 'backpropagation') {
      const plan = commonPlan(BACKPROPAGATION, mapped, images);
      return learnAndReport(experiment, images, plan, { seen });
    }
    const pushed = OBJECTIVES[system];
    return learnAndReport(experiment, images, recurrentPlan(mapped, images, pushed), { seen });
  },
});
