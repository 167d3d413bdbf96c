import { seededName } from '../trained/seeded-name';

/** Seeds of the networks of 300 + 300 units that come with the program, ten of each system. */
const SEEDS = Array.from({ length: 10 }, (_, at) => at + 1);

const shipped = (system: string) => SEEDS.map((seed) => seededName(system, seed));

/** The recurrent networks that studies are of unless told. */
export const STUDIED_NETWORKS: readonly string[] = shipped('recurrent');

/** The feed-forward networks of the same sizes and seeds that stand beside them. */
export const NETWORKS_BESIDE: readonly string[] = ['label-in-image', 'backpropagation'].flatMap(
  shipped,
);
