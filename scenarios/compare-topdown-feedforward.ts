import { z } from 'zod';
import {
  type Compared,
  checkAmong,
  comparedNetwork,
  compareNetworks,
  type NamedContrast,
  summaryTables,
} from '../src/public/comparison';
import {
  defineScenario,
  judgedImages,
  judgedOptions,
  NAMES_NETWORKS,
  NETWORKS_BESIDE,
  STUDIED_NETWORKS,
} from '../src/public/experiments';
import { CONDITIONS } from '../src/public/stimuli';

// 300 + 300 units each, ten seeds of each system, which left the last 10,000 training images out.
const SHIPPED = [...STUDIED_NETWORKS, ...NETWORKS_BESIDE];

/** Where the reading `top-down` is expected to err less than another, of the same network or not. */
const better = (
  second: string,
  condition: string,
  strength: number,
  claim: string,
): NamedContrast => ({
  claim,
  first: 'top-down',
  second,
  condition,
  strength,
  expected: 'below',
});

/**
 * What the answer rests on, named before any of it is measured: strengths in the middle of their
 * conditions. Other conditions and readings are shown, too, and change no verdict.
 */
const CONTRASTS: readonly NamedContrast[] = [
  better('one-pass', 'clean', 0, 'On clean images, top-down errs less than its own one pass.'),
  better(
    'bottom-up-only',
    'clean',
    0,
    'On clean images, top-down errs less than with its top-down weights silenced.',
  ),
  better(
    'first-step',
    'clean',
    0,
    'On clean images, top-down errs less than after its first step.',
  ),
  better('one-pass', 'gaussian-noise', 0.35, 'In noise, top-down errs less than its own one pass.'),
  better(
    'bottom-up-only',
    'gaussian-noise',
    0.35,
    'In noise, top-down errs less than with its top-down weights silenced.',
  ),
  better(
    'one-pass',
    'occlusion',
    0.3,
    'Behind grey patches, top-down errs less than its own one pass.',
  ),
  better(
    'one-pass',
    'black-occlusion',
    0.3,
    'Behind black patches, top-down errs less than its own one pass.',
  ),
  better(
    'one-pass',
    'digit-clutter',
    3,
    'Before other digits, top-down errs less than its own one pass.',
  ),
  better(
    'one-pass',
    'clutter-in-front',
    2,
    'Behind other digits, top-down errs less than its own one pass.',
  ),
  better(
    'one-pass',
    'shift',
    2,
    'Shifted by two pixels, top-down errs less than its own one pass.',
  ),
  better('label-in-image', 'clean', 0, 'On clean images, top-down errs less than label-in-image.'),
  {
    ...better(
      'backpropagation',
      'clean',
      0,
      'On clean images, top-down errs more than backpropagation.',
    ),
    expected: 'above',
  },
];

export default defineScenario({
  name: 'compare-topdown-feedforward',
  shows:
    'When does top-down input help? Reads recurrent networks in six ways, and feed-forward networks, on the same images: clean, and made harder in twelve ways at several strengths.',
  kind: 'experiment',
  options: {
    network: z
      .array(z.string().min(1))
      .min(1)
      .max(1000)
      .default(SHIPPED)
      .describe(
        'trained networks of any system: folders or names of runs, latest, checkpoints, or names of shipped networks',
      )
      .meta({ ...NAMES_NETWORKS, value: 'paths' }),
    conditions: z
      .array(z.enum(['all', ...CONDITIONS.map(({ name }) => name)]))
      .min(1)
      .max(100)
      .default(['all'])
      .describe(`how the images are changed: ${CONDITIONS.map(({ name }) => name).join(', ')}`)
      .meta({ value: 'names' }),
    ...judgedOptions(1000),
    among: z
      .int()
      .min(1)
      .optional()
      .describe(
        'also read recurrent networks by trying only this many labels, those that the readout ranks highest',
      ),
  },
  examples: [
    '--conditions clean,gaussian-noise --images 500',
    '--images 10000',
    '--network latest --conditions clean --images 10000',
    '--resume',
  ],
  async run(given) {
    const { images: judged, experiment } = await judgedImages(given, given.options.network);
    const { options, say } = experiment;
    const images = judged.held;
    const conditions = CONDITIONS.filter(
      ({ name }) => options.conditions.includes('all') || options.conditions.includes(name),
    );
    const networks: Compared[] = [];
    try {
      for (const given of options.network)
        networks.push(await comparedNetwork(given, images, experiment));
      checkAmong(options.among, networks);
      const comparison = await compareNetworks(experiment, networks, conditions, images, CONTRASTS);
      say(summaryTables(comparison, comparison.costs));
      return { comparison };
    } finally {
      for (const { dispose } of networks) dispose();
    }
  },
});
