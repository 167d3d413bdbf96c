/** Seeds that networks of 500 + 500 units come with, in the words of their names. */
const SEEDS = ['', '-seed-1', '-seed-2'];

const shipped = (system: string) => SEEDS.map((seed) => `${system}-500-500${seed}`);

/** The recurrent networks that studies are of unless told. */
export const STUDIED_NETWORKS: readonly string[] = shipped('recurrent');

/** The feed-forward networks of the same sizes and seeds that stand beside them. */
export const NETWORKS_BESIDE: readonly string[] = ['backpropagation', 'label-in-image'].flatMap(
  shipped,
);
