import type { Columns } from '../../machine/parquet';
import { inInterval, inPercent, wilson } from '../../statistics/wilson';
import { terminalTable } from '../../trained/tables';
import { type WatchedAtOnce, windowInWords } from './grid';
import type { Counts } from './measure';

/** A network, and what it got wrong of so many images, damping by damping. */
export interface Evaluated {
  readonly network: string;
  readonly seed: number;
  readonly images: number;
  readonly watched: readonly { readonly asked: WatchedAtOnce; readonly wrong: Counts }[];
}

/** An error with its 95 % Wilson interval, in per cent, and what it is of. */
export interface EvaluationRow {
  readonly network: string;
  readonly seed: number;
  /** By the goodness of a window, of one step alone, or by the readout of one pass, for which nothing else counts. */
  readonly by: 'window' | 'step' | 'readout';
  readonly damping: number | null;
  readonly steps: number | null;
  /** The steps whose goodness decided. */
  readonly first: number | null;
  readonly last: number | null;
  readonly images: number;
  readonly wrong: number;
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

/** The columns of such rows in a table. */
export const EVALUATION_COLUMNS: Columns<keyof EvaluationRow> = {
  network: 'STRING',
  seed: 'INT64',
  by: 'STRING',
  damping: ['DOUBLE', 'nullable'],
  steps: ['INT32', 'nullable'],
  first: ['INT32', 'nullable'],
  last: ['INT32', 'nullable'],
  images: 'INT32',
  wrong: 'INT32',
  percent: 'DOUBLE',
  low: 'DOUBLE',
  high: 'DOUBLE',
};

/** All errors of a network, a row each. */
export function evaluationRows({ network, seed, images, watched }: Evaluated): EvaluationRow[] {
  const row = (
    about: Pick<EvaluationRow, 'by' | 'damping' | 'steps' | 'first' | 'last'>,
    wrong: number,
  ) => ({
    ...{ network, seed, ...about, images, wrong },
    ...wilson(wrong, images),
  });
  const nothing = { damping: null, steps: null, first: null, last: null };
  return [
    row({ by: 'readout', ...nothing }, watched[0]?.wrong.readout ?? 0),
    ...watched.flatMap(({ asked: { damping, steps, ways }, wrong }) => [
      ...ways.map((way, at) =>
        row({ by: 'window', damping, steps: way.steps, ...way.window }, wrong.ways[at] ?? 0),
      ),
      ...wrong.byStep.map((count, at) =>
        row({ by: 'step', damping, steps, first: at + 1, last: at + 1 }, count),
      ),
    ]),
  ];
}

/** A network's errors as text: a row each way of watching, and the error at each step alone below. */
export function evaluationText(rows: readonly EvaluationRow[]): string {
  const [{ images } = { images: 0 }] = rows;
  const by = (kind: EvaluationRow['by']) => rows.filter((row) => row.by === kind);
  const errors = [...by('window'), ...by('readout')].map((row) => [
    ...[row.damping, row.steps].map((number) => (number === null ? '' : String(number))),
    row.first === null || row.last === null
      ? 'one-pass readout'
      : windowInWords({ first: row.first, last: row.last }),
    ...[inPercent(row.percent), inInterval(row)],
  ]);
  const head = ['damping', 'steps', 'window', `error on ${images} images`, '95 % interval'];
  const dampings = [...new Set(by('step').map(({ damping }) => damping))];
  const steps = dampings.map((damping) => [
    String(damping),
    ...by('step').flatMap((row) => (row.damping === damping ? [row.percent.toFixed(2)] : [])),
  ]);
  const numbers = Array.from({ length: (steps[0]?.length ?? 1) - 1 }, (_, at) => `t${at + 1}`);
  return [
    terminalTable(head, errors),
    'error at each step alone, %, by damping:',
    terminalTable(['', ...numbers], steps),
  ].join('\n');
}
