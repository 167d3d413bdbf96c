import { commandOf } from '../../runs/command-of';
import { mean, type Some } from '../../statistics/mean';
import { seedsInWords } from '../../trained/seeds-in-words';
import { withInterval } from './markdown';
import { errorIn, type TrainedRow } from './trained-rows';

/** Options that change nothing of what is learnt. */
const ASIDE = { saveEvery: undefined, tensorboard: undefined };

/**
 * What a network was trained by, but for its seed: the same for networks that differ in their seed alone, whichever
 * scenario trained them. Records of earlier versions do not name their precision, which was float32.
 */
export function butForSeed({ system, record }: TrainedRow): string {
  const options = { precision: 'float32', ...record.options, ...ASIDE };
  return commandOf({ ...record, scenario: system, options, seed: 0 });
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
