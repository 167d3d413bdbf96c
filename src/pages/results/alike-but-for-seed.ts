import { commandOf } from '../../runs/command-of';
import { mean, type Some } from '../../statistics/mean';
import { withInterval } from './markdown';
import { errorIn, type TrainedRow } from './trained-rows';

/** What networks have in common that differ in their seed alone. */
export const butForSeed = ({ record }: TrainedRow): string => commandOf({ ...record, seed: 0 });

/** Seeds as people say them: `1 to 10`, or `1, 2, 17`. */
export function seedsInWords(given: readonly number[]): string {
  const seeds = given.toSorted((one, other) => one - other);
  const [first = 0] = seeds;
  const areInTurn = seeds.length > 2 && seeds.every((seed, at) => seed === first + at);
  return areInTurn ? `${first} to ${seeds.at(-1)}` : seeds.join(', ');
}

/** A reading's error with its interval; of several networks the mean, and how far they lie apart. Undefined without it. */
export function errorOf(rows: Some<TrainedRow>, by: 'goodness' | 'readout'): string | undefined {
  const percents = rows.flatMap(({ errors }) => errors[by] ?? []);
  if (rows.length === 1) return errorIn(rows[0].errors, by);
  if (percents.length < rows.length) return undefined;
  return `${withInterval(mean(percents), undefined)} ± ${deviation(percents).toFixed(2)}`;
}

/** The standard deviation between them. */
function deviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** Their seeds. */
export const seedsOf = (rows: readonly TrainedRow[]) => rows.map(({ record }) => record.seed);

/** The command of the first, and which other seeds it was run with. */
export function commandsOf(rows: Some<TrainedRow>): { command: string; besides: string } {
  const [first, ...others] = rows.toSorted((one, other) => one.record.seed - other.record.seed);
  const besides = others.length > 0 ? `, and with seed ${seedsInWords(seedsOf(others))}` : '';
  return { command: commandOf((first as TrainedRow).record), besides };
}
