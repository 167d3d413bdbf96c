import type { LabelledImages } from '../data/labelled-images';
import type { Experiment } from '../experiment/experiment';
import { stopIfInterrupted } from '../experiment/interrupted';
import type { Condition } from '../stimuli/condition';
import { writeBlockTable } from './block-table';
import { type Cost, costs } from './costs';
import { openLedger } from './ledger';
import type { Compared } from './networks';
import { answerAll } from './reading';
import { type ComparisonSummary, summarise } from './summary';

/** What a comparison comes to, and what it took. */
export interface NetworkComparison extends ComparisonSummary {
  readonly networks: readonly Omit<Compared, 'readings' | 'dispose'>[];
  readonly costs: readonly Cost[];
}

/**
 * Has every reading of every network answer to the same images under each condition at each of its
 * strengths. Finished parts are in the run's folder at once (`answers.jsonl`), so that a comparison
 * which was stopped goes on; at its end there is `comparison.parquet`. Throws Interrupted.
 */
export async function compareNetworks(
  { run, seed, progress, signal }: Experiment<unknown>,
  networks: readonly Compared[],
  conditions: readonly Condition[],
  images: LabelledImages,
): Promise<NetworkComparison> {
  const ledger = openLedger(run.file('answers.jsonl'));
  const readings = networks.flatMap((network) => network.readings);
  const places = conditions.flatMap((condition) =>
    condition.strengths.map((strength) => ({ condition, strength })),
  );
  const all = places.length * readings.length;
  const bar = progress('comparing', all, ledger.cells().length);
  try {
    for (const { condition, strength } of places) {
      const place = { condition: condition.name, strength, unit: condition.unit };
      const left = readings.filter(
        (reading) => !ledger.has({ ...place, reading: reading.name, seed: reading.seed }),
      );
      if (left.length === 0) continue;
      const changed = condition.apply(images, strength, seed);
      for (const reading of left) {
        const answered = await answerAll(reading, changed, () => stopIfInterrupted(signal));
        ledger.add({ ...place, reading: reading.name, seed: reading.seed, ...answered });
        bar.advance(1, `${condition.name} ${strength}`);
      }
    }
  } finally {
    bar.done();
  }
  const cells = inOrder(
    ledger.cells(),
    readings.map(({ name }) => name),
  );
  writeBlockTable(cells, images.labels, run.file('comparison.parquet'));
  return {
    networks: networks.map(({ readings: _, dispose: __, ...about }) => about),
    ...summarise(cells, images.labels, seed),
    costs: costs(readings, cells),
  };
}

/** Cells in the order of the readings within a condition, whenever they were made. */
function inOrder<T extends { readonly reading: string }>(
  cells: readonly T[],
  names: readonly string[],
): T[] {
  return [...cells].sort((one, other) => names.indexOf(one.reading) - names.indexOf(other.reading));
}
