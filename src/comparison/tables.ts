import { inLines } from '../charts/in-lines';
import { conditionInWords } from '../images/stimuli/condition-in-words';
import { grouped } from '../statistics/grouped';
import { terminalTable } from '../trained/tables';
import type { NetworkComparison } from './compare-networks';
import { contrastsText } from './contrasts-text';
import type { ConditionStrength } from './ledger';
import type { Cost } from './reading';
import { confusionInWords, type ReadingError } from './reading-error';
import type { ComparisonSummary } from './summary';

/** Letters in a line of a terminal. */
const LINE = 80;

/**
 * A comparison as text, in lines of at most 80 letters: errors, differences from the first reading, what
 * was named beforehand with its verdicts, and what each reading costs.
 */
export function summaryTables(
  { images, errors, differences, contrasts, classNames }: Said,
  spent: readonly Cost[],
): string {
  const names = [...new Set(errors.map(({ reading }) => reading))];
  const letterOf = new Map(names.map((name, at) => [name, letter(at)]));
  const letters = (some: readonly string[]) => some.map((name) => letterOf.get(name) as string);
  const [first = '', ...others] = names;
  const difference = differences.map((one) => ({ ...one, reading: one.second }));
  return [
    ...spent.flatMap(({ reading, about }) =>
      hanging(`${letterOf.get(reading)}  `, `${reading}: ${about}`),
    ),
    `error in % on ${images} images, mean over networks`,
    ...byPlace(errors, names, letters(names), ({ percent }) => percent.toFixed(1)),
    ...(others.length > 0
      ? [
          ...inLines(
            `error of a (${first}) minus that of each other reading, same seeds, in points; below 0, a is better. Estimates without verdicts; the record has their intervals`,
            LINE,
          ),
          ...byPlace(difference, others, letters(others), ({ points }) => signed(points)),
        ]
      : []),
    ...contrastsText(contrasts, LINE),
    'error on clean images; multiply-adds and time per image, medians over conditions',
    costTable(spent, errors, letterOf),
    ...onClean(errors, letterOf, classNames),
  ].join('\n');
}

type Said = ComparisonSummary & Pick<NetworkComparison, 'classNames'>;

/** `a`, `b` … `z`, `aa` … */
function letter(at: number): string {
  const before = Math.floor(at / 26);
  return `${before > 0 ? letter(before - 1) : ''}${String.fromCharCode(97 + (at % 26))}`;
}

/** Text in lines, all but the first indented by as much as what it begins with. */
function hanging(begin: string, text: string): string[] {
  const lines = inLines(text, LINE - begin.length);
  return lines.map((line, at) => `${at === 0 ? begin : ' '.repeat(begin.length)}${line}`);
}

/** What each reading costs, and what that buys on clean images. */
function costTable(
  spent: readonly Cost[],
  errors: ComparisonSummary['errors'],
  letterOf: ReadonlyMap<string, string>,
): string {
  const head = ['', 'error, clean', '95 % interval', 'multiply-adds', 'time'];
  const rows = spent.map(({ reading, multiplyAdds, milliseconds }) => {
    const clean = cleanOf(errors, reading);
    return [
      letterOf.get(reading) ?? reading,
      clean ? `${clean.percent.toFixed(2)} %` : '',
      clean ? `${clean.low.toFixed(2)} to ${clean.high.toFixed(2)} %` : '',
      `${(multiplyAdds / 1e6).toFixed(2)} M`,
      `${milliseconds.toFixed(3)} ms`,
    ];
  });
  return terminalTable(head, rows);
}

function cleanOf(errors: ComparisonSummary['errors'], name: string) {
  return errors.find(({ condition, reading }) => condition === 'clean' && reading === name);
}

/** What a mean hides on clean images: each network's error, and what was confused with what. */
function onClean(
  errors: ComparisonSummary['errors'],
  letterOf: ReadonlyMap<string, string>,
  names?: readonly string[],
): string[] {
  const clean = errors.filter(({ condition }) => condition === 'clean');
  if (clean.length === 0) return [];
  const begin = ({ reading }: ReadingError) => `${letterOf.get(reading)}  `;
  return [
    'each network on clean images: error in %, and the most frequent confusions',
    ...clean.flatMap((one) => [
      ...hanging(begin(one), one.each.map(({ percent }) => percent.toFixed(2)).join(' ')),
      ...hanging(
        ' '.repeat(begin(one).length),
        one.confusions.map((each) => confusionInWords(each, names)).join(', '),
      ),
    ]),
  ].filter((line) => line.trim() !== '');
}

type Placed = ConditionStrength & Pick<ReadingError, 'reading'>;

/** Tables with a row for each condition and strength and a column for each reading, as many as a line holds. */
function byPlace<T extends Placed>(
  all: readonly T[],
  names: readonly string[],
  heads: readonly string[],
  inCell: (one: T) => string,
): string[] {
  const rows = grouped(all, conditionInWords);
  const cells = rows.map((row) =>
    names.map((name) => {
      const one = row.find(({ reading }) => reading === name);
      return one ? inCell(one) : '';
    }),
  );
  const most = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
  const cell = BESIDE + most([...heads, ...cells.flat()]);
  const label = BESIDE + most(rows.map(([one]) => conditionInWords(one)));
  const columns = Math.max(1, Math.floor((LINE - 1 - label) / cell));
  return Array.from({ length: Math.ceil(names.length / columns) }, (_, part) => {
    const from = part * columns;
    const of = <One>(some: readonly One[]) => some.slice(from, from + columns);
    return terminalTable(
      ['', ...of(heads)],
      rows.map(([one], at) => [conditionInWords(one), ...of(cells[at] as string[])]),
    );
  });
}

/** Letters of a column besides what is in it: a space on either side, and a line. */
const BESIDE = 3;

/** `+1.3` */
function signed(points: number): string {
  return `${points > 0 ? '+' : ''}${points.toFixed(1)}`;
}
