import { z } from 'zod';
import { sample } from '../images/sample';
import { systemNamed } from '../learning/systems/systems';
import { disposeNetwork } from '../network/network';
import { type Images, imagesOf, type Split } from '../runs/images';
import type { Experiment } from '../runs/scenario';
import { learntFrom } from './learnt-from';
import { loadTrained, systemOfFile } from './network-files';
import { networkNow } from './used-network';

/** Which images trained networks are judged by: so many unless told. */
export function judgedOptions(images: number) {
  return {
    images: z
      .int()
      .min(1)
      .default(images)
      .describe('number of held-out images, drawn at random with the run’s seed'),
    split: judgedSplitOption,
  };
}

/** Which images a trained network is judged by. */
export const judgedSplitOption = z
  .enum(['validation', 'test'])
  .optional()
  .describe(
    'validation: the last sixth of the training images; test: the test set (default: validation, or test if a network has learnt from all training images)',
  );

/** What these options come to. */
export interface JudgedOptions {
  readonly images: number;
  readonly split?: Split | undefined;
}

/** An experiment with the split of images that networks are judged by, and why, as a sentence: empty where that goes without saying. */
export interface JudgedSplit<Options> {
  readonly experiment: Experiment<Options & { readonly split: Split }>;
  readonly why: string;
}

/**
 * The experiment with the split in its options, or that of the run which goes on; otherwise the last sixth of the training images,
 * or the test set if one of the named networks has learnt from those or does not say what it has learnt from.
 * Throws InputError if there is no such network.
 */
export async function judgedSplit<Options extends Pick<JudgedOptions, 'split'>>(
  experiment: Experiment<Options>,
  networks: readonly string[],
): Promise<JudgedSplit<Options>> {
  const { options, run } = experiment;
  const by = (split: Split, why = '') => ({
    experiment: { ...experiment, options: { ...options, split } },
    why,
  });
  const known = options.split ?? run.record().data?.split;
  if (known) return by(known);
  const learnt = await learntFromAll(networks);
  if (learnt === undefined) return by('validation');
  return by('test', `The test set is used because ${learnt}.`);
}

/**
 * A random sample of the held-out images, and the experiment with their split (`judgedSplit`). Says which, and why.
 * Throws InputError if there is no such network, or if there are fewer images than asked for, unless `orAll`
 * accepts all of them.
 */
export async function judgedImages<Options extends JudgedOptions>(
  given: Experiment<Options>,
  networks: readonly string[],
  orAll = false,
): Promise<{ images: Images; experiment: Experiment<Options & { readonly split: Split }> }> {
  const { experiment, why } = await judgedSplit(given, networks);
  const { options, seed, say } = experiment;
  const { training, held } = await imagesOf(experiment, options);
  const count = orAll ? Math.min(options.images, held.count) : options.images;
  const seen = sample(held, count, seed);
  const drawn = seen.count < held.count ? `, drawn at random under seed ${seed}` : '';
  say(`${seen.count} of ${held.count} images (${held.name})${drawn}. ${why}`.trimEnd());
  return { images: { training, held: seen }, experiment };
}

/** In words, what the first of these networks has learnt from that has not left out images for validation. */
async function learntFromAll(networks: readonly string[]): Promise<string | undefined> {
  for (const given of networks) {
    const used = networkNow(given);
    const trained = await loadTrained(systemNamed(await systemOfFile(used.file)), used.file);
    try {
      const split = learntFrom(used, trained)?.split;
      if (split === 'test') return `${given} has learnt from all training images`;
      if (split === undefined) return `it is not known what ${given} has learnt from`;
    } finally {
      disposeNetwork(trained.network);
    }
  }
  return undefined;
}
