import { z } from 'zod';
import { findCheckpoint, loadToJudge } from '../experiment/network-source';
import { RECURRENT } from '../learning/recurrent';
import type { SubjectSource } from './subject';

/** Recurrent networks that come with the program: 500 + 500 units, three seeds. */
const SHIPPED = ['recurrent-500-500', 'recurrent-500-500-seed-1', 'recurrent-500-500-seed-2'];

const options = {
  network: z
    .array(z.string().min(1))
    .min(1)
    .max(1000)
    .default(SHIPPED)
    .describe('trained recurrent networks: run folders, checkpoints, or names in models/')
    .meta({ value: 'paths' }),
};

export type NamedNetworks = typeof options;

/**
 * Recurrent networks that the person names. `make` throws InputError where there is none, it takes
 * other images, or has learnt from these.
 */
export const NAMED_NETWORKS: SubjectSource<NamedNetworks> = {
  options,
  plan: (experiment, { held }) =>
    [...new Set(experiment.options.network)].map((name) => ({
      name,
      async make() {
        const checkpoint = findCheckpoint(name);
        const { network, settings } = await loadToJudge(RECURRENT, checkpoint, held, experiment);
        return { name, seed: settings.seed, network, settings };
      },
    })),
};
