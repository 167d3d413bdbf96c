import { z } from 'zod';
import { RECURRENT } from '../learning/systems/recurrent';
import { disposeNetwork } from '../network/network';
import { loadToJudge } from '../trained/load-to-judge';
import { NAMES_NETWORKS, useNetwork } from '../trained/used-network';
import { STUDIED_NETWORKS } from './studied-networks';
import type { SubjectSource } from './subject';

const options = {
  network: z
    .array(z.string().min(1))
    .min(1)
    .max(1000)
    .default([...STUDIED_NETWORKS])
    .describe(
      'trained recurrent networks: folders or names of runs, latest, checkpoints, or names of shipped networks',
    )
    .meta({ ...NAMES_NETWORKS, value: 'paths' }),
};

export type NamedNetworks = typeof options;

/**
 * Recurrent networks that the person names, each once, whatever its names. `plan` throws InputError
 * where there is none, or another than the run began with; `make` where it takes other images, or has
 * learnt from these.
 */
export const NAMED_NETWORKS: SubjectSource<NamedNetworks> = {
  options,
  plan(experiment, { held }) {
    const used = experiment.options.network.map((name) => useNetwork(experiment, name));
    const first = (sha256: string) => used.findIndex((one) => one.sha256 === sha256);
    const distinct = used.filter(({ sha256 }, at) => first(sha256) === at);
    return distinct.map(({ given: name, sha256 }) => {
      const load = () => loadToJudge(RECURRENT, name, held, experiment);
      return {
        ...{ name, sha256 },
        async make() {
          const { network, settings } = await load();
          return { name, seed: settings.seed, network, settings };
        },
        async look() {
          const { network, settings } = await load();
          disposeNetwork(network);
          return { name, settings, architecture: network.architecture };
        },
      };
    });
  },
};
