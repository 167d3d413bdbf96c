import { namesSaid } from '../data/class-names';
import type { LabelledImages } from '../data/labelled-images';
import { InputError } from '../engine/errors';
import type { Experiment } from '../experiment/experiment';
import { stopIfInterrupted } from '../experiment/interrupted';
import { keepExhibits } from '../experiment/keep-exhibits';
import type { Condition } from '../stimuli/condition';
import { writeBlockTable } from './block-table';
import { comparisonShown } from './comparison-shown';
import { type Cost, costs } from './costs';
import { type Ledger, openLedger } from './ledger';
import { type Compared, namedApart } from './networks';
import { answerAll } from './reading';
import { type ComparisonSummary, summarise } from './summary';

/** What a comparison comes to, and what it took. */
export interface NetworkComparison extends ComparisonSummary {
  readonly networks: readonly Omit<Compared, 'readings' | 'dispose' | 'kind'>[];
  readonly costs: readonly Cost[];
  /** What the labels stand for, where they are not called by their numbers. */
  readonly classNames?: readonly string[];
}

/**
 * Has every reading of every network answer to the same images under each condition at each of its
 * strengths. Finished parts are in the run's folder at once (`answers.jsonl`), so that a comparison
 * which was stopped goes on; at its end there are `comparison.parquet` and figures. Throws Interrupted.
 */
export async function compareNetworks(
  experiment: Experiment<unknown>,
  given: readonly Compared[],
  conditions: readonly Condition[],
  images: LabelledImages,
): Promise<NetworkComparison> {
  const { run, seed, progress, signal } = experiment;
  const networks = namedApart(given);
  const ledger = openLedger(run.file('answers.jsonl'));
  checkLedger(ledger, networks, images);
  const tasks = networks.flatMap(({ readings, sha256 }) =>
    readings.map((reading) => ({ reading, sha256 })),
  );
  const places = conditions.flatMap((condition) =>
    condition.strengths.map((strength) => ({ condition, strength })),
  );
  const stop = () => stopIfInterrupted(signal);
  const bar = progress('comparing', places.length * tasks.length, ledger.cells().length);
  try {
    for (const { condition, strength } of places) {
      const place = { condition: condition.name, strength, unit: condition.unit };
      const left = tasks.filter(
        ({ reading: { name, seed } }) => !ledger.has({ ...place, reading: name, seed }),
      );
      if (left.length === 0) continue;
      const changed = condition.apply(images, strength, seed);
      for (const { reading, sha256 } of left) {
        const answered = await answerAll(reading, changed, stop);
        ledger.add({ ...place, reading: reading.name, seed: reading.seed, sha256, ...answered });
        bar.advance(1, `${condition.name} ${strength}`);
      }
    }
  } finally {
    bar.done();
  }
  const readings = tasks.map(({ reading }) => reading);
  const cells = inOrder(
    ledger.cells(),
    readings.map(({ name }) => name),
  );
  writeBlockTable(cells, images.labels, run.file('comparison.parquet'));
  const classNames = namesSaid(images.classNames);
  const summary = await summarise(cells, images.labels, seed, stop);
  await keepExhibits(experiment, comparisonShown(summary, cells, images));
  return {
    networks: networks.map(({ readings: _, dispose: __, kind: ___, ...about }) => about),
    ...summary,
    costs: costs(readings, cells),
    ...(classNames && { classNames }),
  };
}

/** Throws InputError where finished cells are of other networks, or other images, than these. */
function checkLedger(ledger: Ledger, networks: readonly Compared[], images: LabelledImages): void {
  for (const { reading, seed, sha256, answers } of ledger.cells()) {
    const network = networks.find(
      (one) => one.seed === seed && one.readings.some(({ name }) => name === reading),
    );
    if (network?.sha256 !== sha256 || answers.length !== images.count)
      throw new InputError(
        `${reading}, seed ${seed}, was answered by another network or on other images before: start a new run`,
      );
  }
}

/** Cells in the order of the readings within a condition, whenever they were made. */
function inOrder<T extends { readonly reading: string }>(
  cells: readonly T[],
  names: readonly string[],
): T[] {
  return [...cells].sort((one, other) => names.indexOf(one.reading) - names.indexOf(other.reading));
}
