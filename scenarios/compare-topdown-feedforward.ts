import { z } from 'zod';
import { first } from '../src';
import {
  type Compared,
  checkAmong,
  comparedNetwork,
  compareNetworks,
  summaryTables,
} from '../src/public/comparison';
import { defineScenario, imagesOf, NAMES_NETWORKS, splitOption } from '../src/public/experiments';
import { CONDITIONS } from '../src/public/stimuli';

// 500 + 500 units each, trained on all of MNIST for 15 epochs, three seeds of each system.
const SHIPPED = ['recurrent', 'label-in-image', 'backpropagation'].flatMap((system) =>
  ['', '-seed-1', '-seed-2'].map((seed) => `${system}-500-500${seed}`),
);

export default defineScenario({
  name: 'compare-topdown-feedforward',
  shows:
    'When does top-down input help? Reads recurrent networks in four ways, and feed-forward ones beside them, on the same images: clean, and made harder in nine ways at several strengths.',
  kind: 'experiment',
  options: {
    network: z
      .array(z.string().min(1))
      .min(1)
      .max(1000)
      .default(SHIPPED)
      .describe(
        'trained networks of any system: folders or names of runs, latest, checkpoints, or names of those in models/',
      )
      .meta({ ...NAMES_NETWORKS, value: 'paths' }),
    conditions: z
      .array(z.enum(['all', ...CONDITIONS.map(({ name }) => name)]))
      .min(1)
      .max(100)
      .default(['all'])
      .describe(`how the images are changed: ${CONDITIONS.map(({ name }) => name).join(', ')}`)
      .meta({ value: 'names' }),
    images: z.int().min(1).default(1000).describe('so many of the held-out images, the first ones'),
    among: z
      .int()
      .min(1)
      .optional()
      .describe(
        'read recurrent networks once more, trying only so many labels, fewer than there are: those that the readout finds best',
      ),
    split: splitOption.default('test'),
  },
  examples: [
    '--conditions clean,gaussian-noise --images 500',
    '--images 10000',
    '--network latest --conditions clean --images 10000',
    '--resume',
  ],
  async run(experiment) {
    const { options, say } = experiment;
    const { held } = await imagesOf(experiment, options);
    const images = first(held, options.images);
    const conditions = CONDITIONS.filter(
      ({ name }) => options.conditions.includes('all') || options.conditions.includes(name),
    );
    const networks: Compared[] = [];
    try {
      for (const given of options.network)
        networks.push(await comparedNetwork(given, images, experiment));
      checkAmong(options.among, networks);
      const comparison = await compareNetworks(experiment, networks, conditions, images);
      say(summaryTables(comparison, comparison.costs));
      return { comparison };
    } finally {
      for (const { dispose } of networks) dispose();
    }
  },
});
