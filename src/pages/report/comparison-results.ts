import type { z } from 'zod';
import { type comparedError, comparisonRecord } from '../comparison-record';
import { type Html, html } from './html';
import { htmlTable, plainData, scalarInWords } from './tables';

/** More columns than this are no table. */
const MOST_READINGS = 100;

type Placed = Pick<z.infer<typeof comparedError>, 'condition' | 'strength' | 'low' | 'high'>;

/** Errors and differences, a row a condition and a column a reading; undefined for other data. */
export function comparisonResults(data: unknown): Html | undefined {
  const parsed = comparisonRecord.safeParse(data);
  if (!parsed.success) return undefined;
  const { images, errors, differences, ...others } = parsed.data;
  const readings = [...errors.map((one) => one.reading), ...differences.map((one) => one.second)];
  if (new Set(readings).size > MOST_READINGS) return undefined;
  const first = differences[0]?.first;
  return html`${byCondition(
    `Error in % on ${scalarInWords(images)} images, with 95 % interval`,
    errors,
    ({ reading }) => reading,
    ({ percent }) => percent.toFixed(2),
  )}${
    first === undefined
      ? undefined
      : byCondition(
          `Error of ${first} less that of the others, in points, with 95 % interval: below 0, ${first} is better`,
          differences,
          ({ second }) => second,
          ({ points }) => signed(points),
        )
  }${plainData(others)}
<details><summary>Every figure of it</summary>${plainData({ errors, differences })}</details>`;
}

function byCondition<T extends Placed>(
  caption: string,
  all: readonly T[],
  column: (one: T) => string,
  figure: (one: T) => string,
): Html {
  const row = ({ condition, strength }: Placed) =>
    condition === 'clean' ? condition : `${condition} ${strength}`;
  const columns = [...new Set(all.map(column))];
  const byRow = new Map(all.map((one) => [row(one), new Map<string, T>()]));
  for (const one of all.toReversed()) byRow.get(row(one))?.set(column(one), one); // the first stays
  const rows = [...byRow].map(([name, cells]) => [
    name,
    ...columns.map((reading) => {
      const one = cells.get(reading);
      if (!one) return '';
      return html`${figure(one)}<span class="spread">${one.low.toFixed(2)} to ${one.high.toFixed(2)}</span>`;
    }),
  ]);
  return htmlTable(caption, ['condition', ...columns], rows);
}

function signed(points: number): string {
  return `${points > 0 ? '+' : ''}${points.toFixed(2)}`;
}
