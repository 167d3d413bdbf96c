import type { z } from 'zod';
import { conditionInWords } from '../../images/stimuli/condition-in-words';
import { verdictInWords } from '../../statistics/verdicts';
import {
  type comparedContrast,
  type comparedCost,
  type comparedError,
  comparisonRecord,
  RESAMPLED,
} from '../comparison-record';
import { claimsTable } from './claims-table';
import { type Html, html } from './html';
import { htmlTable, plainData, scalarInWords } from './tables';

/** More columns than this are no table. */
const MOST_READINGS = 100;

type Placed = Pick<z.infer<typeof comparedError>, 'condition' | 'strength' | 'low' | 'high'>;

/** Errors and differences, a row a condition and a column a reading; undefined for other data. */
export function comparisonResults(data: unknown): Html | undefined {
  const parsed = comparisonRecord.safeParse(data);
  if (!parsed.success) return undefined;
  const { images, errors, differences, contrasts, costs = [], ...others } = parsed.data;
  const readings = [...errors.map((one) => one.reading), ...differences.map((one) => one.second)];
  if (new Set(readings).size > MOST_READINGS) return undefined;
  const first = differences[0]?.first;
  const interval = `with 95 % interval${contrasts ? '' : ` (${RESAMPLED})`}`;
  return html`${byCondition(
    `Error in % on ${scalarInWords(images)} images, ${interval}`,
    errors,
    ({ reading }) => reading,
    ({ percent }) => percent.toFixed(2),
  )}${
    first === undefined
      ? undefined
      : byCondition(
          `Error of ${first} minus that of each other reading, in points, ${interval}; below 0, ${first} is better`,
          differences,
          ({ second }) => second,
          ({ points }) => signed(points),
        )
  }${contrastTable(contrasts ?? [])}${costTable(costs)}${plainData(others)}
<details><summary>All numbers of the comparison</summary>${plainData({ errors, differences, ...(contrasts && { contrasts }) })}</details>`;
}

/** What was named beforehand, and its verdicts; nothing where nothing was. */
function contrastTable(contrasts: readonly z.infer<typeof comparedContrast>[]): Html | undefined {
  if (contrasts.length === 0) return undefined;
  return claimsTable(
    'Contrasts named beforehand: differences of errors in points; p with Holm’s correction over these contrasts alone',
    contrasts.map((one) => ({
      claim: one.claim,
      measured: `${one.first} − ${one.second}, ${conditionInWords(one)}`,
      estimate: signed(one.points),
      interval: intervalInWords(one),
      each: one.pairs.map(({ difference }) => signed(difference.points)),
      p: one.adjusted,
      verdict: verdictInWords(one),
      detectable: one.detectable.toFixed(2),
    })),
  );
}

function costTable(costs: readonly z.infer<typeof comparedCost>[]): Html | undefined {
  if (costs.length === 0) return undefined;
  const rows = costs.map(({ reading, about, multiplyAdds, milliseconds }) => [
    reading,
    about,
    scalarInWords(multiplyAdds),
    milliseconds.toFixed(3),
  ]);
  return htmlTable(
    'What an image costs: multiply-adds of matrix products, and time; medians over conditions',
    ['reading', 'what it is', 'multiply-adds', 'ms'],
    rows,
    (column) => column > 1,
  );
}

function byCondition<T extends Placed>(
  caption: string,
  all: readonly T[],
  column: (one: T) => string,
  figure: (one: T) => string,
): Html {
  const columns = [...new Set(all.map(column))];
  const byRow = new Map(all.map((one) => [conditionInWords(one), new Map<string, T>()]));
  for (const one of all.toReversed()) byRow.get(conditionInWords(one))?.set(column(one), one); // the first stays
  const rows = [...byRow].map(([name, cells]) => [
    name,
    ...columns.map((reading) => {
      const one = cells.get(reading);
      if (!one) return '';
      return html`${figure(one)}<span class="spread">${intervalInWords(one)}</span>`;
    }),
  ]);
  return htmlTable(caption, ['condition', ...columns], rows);
}

function intervalInWords({ low, high }: Placed): string {
  return `${low.toFixed(2)} to ${high.toFixed(2)}`;
}

function signed(points: number): string {
  return `${points > 0 ? '+' : ''}${points.toFixed(2)}`;
}
