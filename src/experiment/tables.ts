import Table from 'cli-table3';
import { RECURRENT } from '../learning/recurrent';
import type { System } from '../learning/system';
import { accumulate, type Recognition, winners } from '../perception/recognise';
import type { Window } from '../perception/window';
import type { Share } from '../statistics/wilson';
import type { Comparison, SystemName } from './comparison';
import type { ErrorReport } from './error-report';

const NAMES: Record<SystemName, string> = {
  topDown: RECURRENT.readings.goodness as string,
  readout: RECURRENT.readings.readout,
  bottomUpOnly: 'bottom-up only: top-down weights silenced',
};

/** A report of errors as text; a recurrent network's, where no other system is given. */
export function errorTable(
  report: ErrorReport,
  { readings }: Pick<System, 'readings'> = RECURRENT,
): string {
  const { images, byStep, intervals } = report;
  const rows = (['goodness', 'readout'] as const).flatMap((reading) => {
    const [percent, interval] = [report[reading], intervals[reading]];
    if (percent === undefined || !interval) return [];
    return [[readings[reading] ?? reading, inPercent(percent), inInterval(interval)]];
  });
  const errors = table(['', `error on ${images} images`, '95 % interval'], rows);
  if (byStep.length < 2) return errors;
  return `${errors}\n${stepTable([['error at this step alone, %', byStep]])}`;
}

/** A comparison as text: errors, paired tests, errors by step, and what was confused. */
export function comparisonTable({ images, systems, pairs, byStep }: Comparison): string {
  const names = Object.keys(systems) as SystemName[];
  const errors = table(
    ['', `error on ${images} images`, '95 % interval', 'most confused (label→answer)'],
    names.map((name) => {
      const { error, confusions } = systems[name];
      const most = confusions
        .slice(0, 3)
        .map((one) => `${one.label}→${one.takenFor} ×${one.count}`);
      return [NAMES[name], inPercent(error.percent), inInterval(error), most.join(', ')];
    }),
  );
  const tests = table(
    ['exact McNemar test', 'only the first right', 'only the second right', 'p'],
    pairs.map(({ first, second, onlyFirst, onlySecond, p }) => [
      `${short(first)} / ${short(second)}`,
      String(onlyFirst),
      String(onlySecond),
      inWords(p),
    ]),
  );
  const steps = stepTable([
    ['error at this step alone, %: top-down', byStep.topDown],
    ['bottom-up only', byStep.bottomUpOnly],
  ]);
  return [errors, tests, steps].join('\n');
}

/** One image's scores as text: a row a label, a column a step, and their sum over the window. */
export function recognitionTable(recognition: Recognition, image: number, window: Window): string {
  const { classes, scores } = recognition;
  const at = (values: Float32Array, label: number) => values[image * classes + label] as number;
  const sums = accumulate(recognition, window);
  const answer = winners(sums, classes)[image];
  const rows = Array.from({ length: classes }, (_, label) => [
    `${label}${label === answer ? ' ←' : ''}`,
    ...scores.map((step) => at(step, label).toFixed(3)),
    at(sums, label).toFixed(3),
  ]);
  const steps = scores.map((_, index) => `t${index + 1}`);
  return table(['label', ...steps, `t${window.first}–t${window.last}`], rows);
}

function stepTable(rows: readonly (readonly [string, readonly number[]])[]): string {
  const steps = rows[0]?.[1].map((_, at) => `t${at + 1}`) ?? [];
  return table(
    ['', ...steps],
    rows.map(([name, errors]) => [name, ...errors.map((error) => error.toFixed(2))]),
  );
}

const NO_LINES_BETWEEN_ROWS = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

function table(head: string[], rows: string[][]): string {
  const made = new Table({ head, style: { head: [], border: [] }, chars: NO_LINES_BETWEEN_ROWS });
  made.push(...rows);
  return made.toString();
}

/** A probability; below what a double holds it can only be bounded. */
function inWords(p: number): string {
  if (p === 0) return '< 1e-300';
  return p < 1e-4 ? p.toExponential(1) : p.toFixed(4);
}

function short(name: SystemName): string {
  return NAMES[name].split(':')[0] as string;
}

function inPercent(percent: number): string {
  return `${percent.toFixed(2)} %`;
}

function inInterval({ low, high }: Pick<Share, 'low' | 'high'>): string {
  return `${low.toFixed(2)} to ${high.toFixed(2)} %`;
}
