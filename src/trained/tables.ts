import Table from 'cli-table3';
import { nameFor } from '../images/labelled-images';
import type { System } from '../learning/system';
import { RECURRENT } from '../learning/systems/recurrent';
import { screenWidth } from '../machine/screen';
import type { Window } from '../perception/perception-settings';
import { accumulate, type Recognition, winners } from '../perception/recognise';
import { inInterval, inPercent } from '../statistics/wilson';
import type { ErrorReport } from './error-report';
import { type Block, tableBlocks } from './table-layout';

/** A report of errors as text; a recurrent network's, where no other system is given. */
export function errorTable(
  report: ErrorReport,
  { answers }: Pick<System, 'answers'> = RECURRENT,
): string {
  const { images, byStep, intervals } = report;
  const rows = (['goodness', 'readout'] as const).flatMap((reading) => {
    const [percent, interval] = [report[reading], intervals[reading]];
    if (percent === undefined || !interval) return [];
    return [[answers[reading] ?? reading, inPercent(percent), inInterval(interval)]];
  });
  const errors = terminalTable(['', `error on ${images} images`, '95 % interval'], rows);
  if (byStep.length < 2) return errors;
  const [least, most] = [Math.min(...byStep), Math.max(...byStep)].map(inPercent);
  const line = `${sparkline(byStep)}  from ${least} to ${most}, step by step`;
  return [errors, stepTable([['error at this step alone, %', byStep]]), line].join('\n');
}

/**
 * One image's scores as text: a row a label, a column a step, and their sum over the window. Labels go
 * by the names of their classes, where these are given.
 */
export function recognitionTable(
  recognition: Recognition,
  image: number,
  window: Window,
  classNames?: readonly string[],
): string {
  const { classes, scores } = recognition;
  const at = (values: Float32Array, label: number) => values[image * classes + label] as number;
  const sums = accumulate(recognition, window);
  const answer = winners(sums, classes)[image];
  const rows = Array.from({ length: classes }, (_, label) => [
    `${nameFor(classNames, label)}${label === answer ? ' ←' : ''}`,
    ...scores.map((step) => at(step, label).toFixed(3)),
    at(sums, label).toFixed(3),
  ]);
  const steps = scores.map((_, index) => `t${index + 1}`);
  return terminalTable(['', ...steps, `t${window.first}–t${window.last}`], rows);
}

function stepTable(rows: readonly (readonly [string, readonly number[]])[]): string {
  const steps = rows[0]?.[1].map((_, at) => `t${at + 1}`) ?? [];
  return terminalTable(
    ['', ...steps],
    rows.map(([name, errors]) => [name, ...errors.map((error) => error.toFixed(2))]),
  );
}

const NO_LINES_BETWEEN_ROWS = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/**
 * A table for a terminal, no wider than that is: what does not fit is wrapped, or stands below
 * (`tableBlocks`), each part with the first `labels` columns. Where `widths` are given, columns are no wider
 * than these.
 */
export function terminalTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[] = [],
  labels = 1,
): string {
  return tableBlocks({ head, rows }, screen(), { most: widths, labels }).map(drawn).join('\n');
}

/** Columns of a table that goes to a file. */
const USUAL = 80;

function screen(): number {
  return screenWidth(process.stderr) ?? screenWidth(process.stdout) ?? USUAL;
}

function drawn({ head, rows, padding }: Block): string {
  const made = new Table({
    head: [...head],
    style: { head: [], border: [], 'padding-left': padding, 'padding-right': padding },
    chars: NO_LINES_BETWEEN_ROWS,
  });
  made.push(...rows.map((row) => [...row]));
  return made.toString();
}

/** From the lowest to the highest. */
const BARS = '▁▂▃▄▅▆▇█';

/** Numbers as a line of bars, the lowest of them the lowest bar; all alike are all low. */
export function sparkline(values: readonly number[]): string {
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  const bar = (value: number) =>
    BARS[range === 0 ? 0 : Math.round(((value - low) / range) * (BARS.length - 1))];
  return values.map(bar).join('');
}
