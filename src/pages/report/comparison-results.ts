import type { z } from 'zod';
import { pInWords } from '../../statistics/t-test';
import { verdictInWords } from '../../statistics/verdicts';
import {
  type comparedContrast,
  type comparedError,
  comparisonRecord,
  RESAMPLED,
} from '../comparison-record';
import { type Html, html } from './html';
import { htmlTable, plainData, scalarInWords } from './tables';

/** More columns than this are no table. */
const MOST_READINGS = 100;

type Placed = Pick<z.infer<typeof comparedError>, 'condition' | 'strength' | 'low' | 'high'>;

/** Errors and differences, a row a condition and a column a reading; undefined for other data. */
export function comparisonResults(data: unknown): Html | undefined {
  const parsed = comparisonRecord.safeParse(data);
  if (!parsed.success) return undefined;
  const { images, errors, differences, contrasts, ...others } = parsed.data;
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
          `${first}’s error minus the others’, in points, ${interval}: below 0, ${first} is better`,
          differences,
          ({ second }) => second,
          ({ points }) => signed(points),
        )
  }${contrastTable(contrasts ?? [])}${plainData(others)}
<details><summary>Every figure of it</summary>${plainData({ errors, differences, ...(contrasts && { contrasts }) })}</details>`;
}

/** What was named beforehand, and its verdicts; nothing where nothing was. */
function contrastTable(contrasts: readonly z.infer<typeof comparedContrast>[]): Html | undefined {
  if (contrasts.length === 0) return undefined;
  const rows = contrasts.map((one) => [
    one.claim,
    `${one.first} − ${one.second}, ${one.condition} ${one.strength === 0 ? '' : one.strength}`,
    html`${signed(one.points)}<span class="spread">${one.low.toFixed(2)} to ${one.high.toFixed(2)}</span>`,
    one.pairs.map(({ difference }) => signed(difference.points)).join(', '),
    pInWords(one.adjusted),
    verdictInWords(one),
    one.detectable.toFixed(2),
  ]);
  return htmlTable(
    'Named beforehand: differences in points, p by Holm’s correction over these alone',
    [...['expected', 'error of', 'points', 'each network', 'p', 'verdict'], 'smallest detectable'],
    rows,
  );
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
