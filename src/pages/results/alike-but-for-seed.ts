import { commandOf, optionWords } from '../../runs/command-of';
import { grouped, type Some } from '../../statistics/grouped';
import { mean } from '../../statistics/mean';
import { seedsInWords } from '../../trained/seeds-in-words';
import { withInterval } from './markdown';
import { errorIn, type TrainedRow } from './trained-rows';

/** Options that change nothing of what is learnt. */
const ASIDE = { saveEvery: undefined, tensorboard: undefined };

/**
 * The options that a network learnt by. Records of earlier versions do not name their precision, which was float32.
 */
function learntBy({ record }: TrainedRow): Readonly<Record<string, unknown>> {
  return { precision: 'float32', ...record.options, ...ASIDE };
}

/**
 * What a network was trained by, but for its seed: the same for networks that differ in their seed alone, whichever
 * scenario trained them.
 */
function butForSeed(row: TrainedRow): string {
  const { record, system } = row;
  const command = commandOf({ ...record, scenario: system, options: learntBy(row), seed: 0 });
  return [command, ...(record.files ?? []).map(({ sha256 }) => sha256)].join(' ');
}

/** Networks in groups that differ in their seed alone, in the order of their training: of each seed the one trained last. */
export function alikeButForSeed(rows: readonly TrainedRow[]): Some<TrainedRow>[] {
  return grouped(rows, butForSeed).map((group) => {
    const inTime = group.toSorted((one, other) =>
      one.record.started < other.record.started ? -1 : 1,
    );
    const last = new Map(inTime.map((row) => [row.record.seed, row]));
    const [first = group[0], ...others] = inTime.filter((row) => last.get(row.record.seed) === row);
    return [first, ...others];
  });
}

/**
 * What of a network's options, as they are typed, at most half of these networks learnt by, and what it lacks of those
 * that more did; `aside` says which do not count.
 */
export function optionsApart(
  row: TrainedRow,
  among: readonly TrainedRow[],
  aside: readonly string[],
): string[] {
  const typed = (one: TrainedRow) =>
    optionWords(learntBy(one)).filter(([flag]) => !aside.includes(flag));
  const words = typed(row);
  const all = among.map((one) => typed(one).map((option) => option.join(' ')));
  const isUsual = (option: string) =>
    2 * all.filter((one) => one.includes(option)).length > all.length;
  const own = words.map((option) => option.join(' ')).filter((option) => !isUsual(option));
  const flags = words.map(([flag]) => flag);
  const lacking = among
    .flatMap(typed)
    .filter((option) => !flags.includes(option[0]) && isUsual(option.join(' ')));
  return [...own, ...new Set(lacking.map(([flag]) => `without ${flag}`))];
}

/**
 * A reading's error with its interval; of several networks the mean and the standard deviation between them. Undefined
 * where a network has no such error.
 */
export function errorOf(rows: Some<TrainedRow>, by: 'goodness' | 'readout'): string | undefined {
  const percents = rows.flatMap(({ errors }) => errors[by] ?? []);
  if (rows.length === 1) return errorIn(rows[0].errors, by);
  if (percents.length < rows.length) return undefined;
  return `${withInterval(mean(percents), undefined)} ± ${deviation(percents).toFixed(2)}`;
}

/** The standard deviation of a sample: n − 1 is divided by. */
function deviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

export const seedsOf = (rows: readonly TrainedRow[]) => rows.map(({ record }) => record.seed);

/** The command that trained the network of the least seed, and the other seeds that it was run with. */
export function commandsOf(rows: Some<TrainedRow>): { command: string; besides: string } {
  const [first, ...others] = rows.toSorted((one, other) => one.record.seed - other.record.seed);
  const besides = others.length > 0 ? `, and with seed ${seedsInWords(seedsOf(others))}` : '';
  return { command: commandOf((first as TrainedRow).record), besides };
}
