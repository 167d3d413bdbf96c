import { z } from 'zod';
import { first } from '../src';
import { evaluateNetworks } from '../src/experiments/evaluate/evaluate';
import { gridOptions } from '../src/experiments/evaluate/grid';
import {
  defineScenario,
  imagesOf,
  judgedSplit,
  judgedSplitOption,
  NAMES_NETWORKS,
} from '../src/public/experiments';

export default defineScenario({
  name: 'evaluate',
  shows:
    'Measures the error of trained networks for all combinations of damping, steps and window, and at each step alone.',
  kind: 'tool',
  options: {
    network: z
      .array(z.string().min(1))
      .min(1)
      .max(1000)
      .default(['recurrent-500-500'])
      .describe(
        'trained networks that watch over time: folders or names of runs, latest, checkpoints, or names of shipped networks',
      )
      .meta({ ...NAMES_NETWORKS, value: 'paths' }),
    ...gridOptions,
    images: z
      .int()
      .min(1)
      .optional()
      .describe('number of held-out images, the first ones (default: all)'),
    split: judgedSplitOption,
  },
  examples: [
    '--network latest --damping 0.1,0.3 --steps 4,8 --window 3-5,4-6',
    '--network recurrent-fashion-500-500 --data-set fashion-mnist',
    '--resume',
  ],
  async run(given) {
    const { experiment, why } = await judgedSplit(given, given.options.network);
    const { held } = await imagesOf(experiment, experiment.options);
    if (why !== '') experiment.say(why);
    const images = first(held, experiment.options.images ?? held.count);
    return { images: images.count, errors: await evaluateNetworks(experiment, images) };
  },
});
