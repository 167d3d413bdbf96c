import type { Figure } from '../charts/figure';
import { contrastsShown } from '../figures/contrasts';
import { errorByStrength } from '../figures/error-by-strength';
import { toldApart } from '../figures/told-apart';
import { type LabelledImages, namesSaid } from '../images/labelled-images';
import type { Condition } from '../images/stimuli/condition';
import { InputError } from '../input/errors';
import { type Experiment, stopIfInterrupted } from '../runs/scenario';
import { keepFigures } from '../trained/keep-figures';
import type { NamedContrast } from './contrasts';
import { type Ledger, openLedger, type ReadingAnswers, writeBlockTable } from './ledger';
import { type Compared, namedApart } from './networks';
import { answerAll, type Cost, costs } from './reading';
import { networksEach } from './reading-error';
import { type ComparisonSummary, summarise } from './summary';

/** A network as the record has it; one that was trained in the same run has no name and no file of its own. */
type ComparedNetwork = Pick<Compared, 'system' | 'seed' | 'hidden'> &
  Partial<Pick<Compared, 'network' | 'sha256'>>;

/** What a comparison comes to, and what it took. */
export interface NetworkComparison extends ComparisonSummary {
  readonly networks: readonly ComparedNetwork[];
  readonly costs: readonly Cost[];
  /** What the labels stand for, where they are not called by their numbers. */
  readonly classNames?: readonly string[];
}

/**
 * Has every reading of every network answer to the same images under each condition at each of its
 * strengths. Finished parts are in the run's folder at once (`answers.jsonl`), so that a comparison
 * which was stopped goes on; at its end there are `comparison.parquet` and figures. Tests are of the
 * contrasts that were named, and of nothing else. Throws Interrupted.
 */
export async function compareNetworks(
  experiment: Experiment<unknown>,
  given: readonly Compared[],
  conditions: readonly Condition[],
  images: LabelledImages,
  contrasts: readonly NamedContrast[] = [],
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
  const summary = await summarise(cells, images.labels, contrasts, stop);
  await keepFigures(experiment, comparisonShown(summary, cells, images));
  return {
    networks: networks.map(({ network, sha256, system, seed, hidden }) => ({
      ...(network !== '' && { network, sha256 }),
      ...{ system, seed, hidden },
    })),
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
        `the answers of ${reading}, seed ${seed}, in this run are of another network or on other images: start a new run`,
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

/** Figures of a comparison: errors against strength, and clean images that only one of two readings gets right. */
async function* comparisonShown(
  { errors, contrasts }: ComparisonSummary,
  cells: readonly ReadingAnswers[],
  images: LabelledImages,
): AsyncGenerator<Figure> {
  const shown = `${images.count} images (${images.name}), ${networksEach(errors)}`;
  yield errorByStrength(errors, shown);
  if (contrasts.length > 0) yield contrastsShown(contrasts, shown);
  const clean = cells.filter(({ condition }) => condition === 'clean');
  const [first] = clean;
  const onePass = clean.find((one) => one.reading === 'one-pass' && one.seed === first?.seed);
  if (!first || !onePass || first === onePass) return;
  const named = ({ reading, seed, answers }: ReadingAnswers) => ({
    name: `${reading}, seed ${seed}`,
    answers,
  });
  yield toldApart(images, named(first), named(onePass));
}
