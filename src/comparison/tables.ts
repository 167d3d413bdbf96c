import { terminalTable } from '../trained/tables';
import type { NetworkComparison } from './compare-networks';
import type { ConditionStrength } from './ledger';
import { isSure, type ReadingDifference } from './paired-tests';
import type { Cost } from './reading';
import { confusionInWords, type ReadingError } from './reading-error';
import type { ComparisonSummary } from './summary';

/** A comparison as text: errors, differences from the first reading, and what each costs. */
export function summaryTables(
  {
    images,
    errors,
    differences,
    classNames,
  }: ComparisonSummary & Pick<NetworkComparison, 'classNames'>,
  spent: readonly Cost[],
): string {
  const names = [...new Set(errors.map(({ reading }) => reading))];
  const [first = '', ...others] = names;
  const error = byPlace(errors, names, ({ percent }) => percent.toFixed(1));
  const difference = byPlace(
    differences.map((one) => ({ ...one, reading: one.second })),
    others,
    inWords,
  );
  return [
    `error in % on ${images} images, mean over networks`,
    terminalTable(['', ...names.map(narrow)], error),
    ...(others.length > 0
      ? [
          `error of ${first} less that of the others, same seeds, in points: below 0, ${first} is better`,
          '(*: so in every pair of networks, p < 0.05, exact McNemar test with Holm’s correction)',
          terminalTable(['', ...others.map(narrow)], difference),
        ]
      : []),
    costTable(spent, errors, classNames),
  ].join('\n');
}

/** What each reading costs, and what that buys on clean images. */
function costTable(
  spent: readonly Cost[],
  errors: ComparisonSummary['errors'],
  names?: readonly string[],
): string {
  const head = ['', 'error, clean', '95 % interval', 'most confused', 'Mmult-adds', 'ms an image'];
  const rows = spent.map(({ reading, about, multiplyAdds, milliseconds }) => {
    const clean = errors.find((one) => one.condition === 'clean' && one.reading === reading);
    const most = clean?.confusions.map((one) => confusionInWords(one, names));
    return [
      `${reading}\n  ${about}`,
      clean ? `${clean.percent.toFixed(2)} %` : '',
      clean ? `${clean.low.toFixed(2)} to ${clean.high.toFixed(2)} %` : '',
      most?.join(names ? '\n' : ', ') ?? '',
      (multiplyAdds / 1e6).toFixed(2),
      milliseconds.toFixed(3),
    ];
  });
  return terminalTable(head, rows);
}

/** A name of several words, one below the other. */
function narrow(name: string): string {
  return name.split('-').reduce((lines, word) => {
    const last = lines.split('\n').at(-1) as string;
    return last.length + word.length < NARROW ? `${lines}-${word}` : `${lines}-\n${word}`;
  });
}

const NARROW = 10;

type Placed = ConditionStrength & Pick<ReadingError, 'reading'>;

/** A row for each condition and strength, a column for each reading. */
function byPlace<T extends Placed>(
  all: readonly T[],
  names: readonly string[],
  inCell: (one: T) => string,
): string[][] {
  const place = ({ condition, strength }: ConditionStrength) =>
    condition === 'clean' ? condition : `${condition} ${strength}`;
  return [...new Set(all.map(place))].map((row) => [
    row,
    ...names.map((name) => {
      const one = all.find((each) => place(each) === row && each.reading === name);
      return one ? inCell(one) : '';
    }),
  ]);
}

function inWords({ points, tests }: ReadingDifference): string {
  return `${points > 0 ? '+' : ''}${points.toFixed(1)}${isSure(tests) ? ' *' : ''}`;
}
