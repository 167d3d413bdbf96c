import Table from 'cli-table3';
import type { Cost } from './costs';
import type { ComparisonSummary, ReadingDifference, ReadingError } from './summary';

/** Tests below this, corrected, are called. */
const SIGNIFICANT = 0.05;

/** A comparison as text: errors, differences from the first reading, and what each costs. */
export function summaryTables(
  { images, errors, differences }: ComparisonSummary,
  spent: readonly Cost[],
): string {
  const names = [...new Set(errors.map(({ reading }) => reading))];
  const error = byPlace(errors, names, ({ percent }) => percent.toFixed(1));
  const first = differences[0]?.first ?? '';
  const others = names.filter((name) => name !== first);
  const difference = byPlace(
    differences.map((one) => ({ ...one, reading: one.second })),
    others,
    inWords,
  );
  const clean = (reading: string) =>
    errors.find((one) => one.condition === 'clean' && one.reading === reading);
  const cost = table(
    ['', 'what it is', 'Mmult-adds an image', 'ms an image', 'error, clean'],
    spent.map(({ reading, about, multiplyAdds, milliseconds }) => [
      reading,
      about,
      (multiplyAdds / 1e6).toFixed(2),
      milliseconds.toFixed(3),
      ...[clean(reading)].map((one) =>
        one ? `${one.percent.toFixed(2)} % (${one.low.toFixed(2)}–${one.high.toFixed(2)})` : '',
      ),
    ]),
  );
  return [
    `error in % on ${images} images, mean over networks:`,
    table(['', ...names], error),
    ...(others.length > 0
      ? [
          `error of ${first} less that of the others, in points (95 % interval); below 0, ${first} is better.`,
          '* : in every pair of networks, exact McNemar test with Holm’s correction, p < 0.05',
          table(['', ...others], difference),
        ]
      : []),
    cost,
  ].join('\n');
}

type Placed = Pick<ReadingError, 'condition' | 'strength' | 'reading'>;

/** A row for each condition and strength, a column for each reading. */
function byPlace<T extends Placed>(
  all: readonly T[],
  names: readonly string[],
  inCell: (one: T) => string,
): string[][] {
  const place = ({ condition, strength }: Placed) =>
    condition === 'clean' ? condition : `${condition} ${strength}`;
  return [...new Set(all.map(place))].map((row) => [
    row,
    ...names.map((name) => {
      const one = all.find((each) => place(each) === row && each.reading === name);
      return one ? inCell(one) : '';
    }),
  ]);
}

function inWords({ points, low, high, tests }: ReadingDifference): string {
  const sure = tests.every(({ adjusted }) => adjusted < SIGNIFICANT) ? ' *' : '';
  const signed = (value: number) => (value > 0 ? '+' : '') + value.toFixed(1);
  return `${signed(points)} (${low.toFixed(1)} to ${high.toFixed(1)})${sure}`;
}

const NO_LINES_BETWEEN_ROWS = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

function table(head: string[], rows: string[][]): string {
  const made = new Table({ head, style: { head: [], border: [] }, chars: NO_LINES_BETWEEN_ROWS });
  made.push(...rows);
  return made.toString();
}
