import { grouped } from '../statistics/mean';
import { terminalTable } from '../trained/tables';
import type { Job } from './job';
import type { JobState } from './run-ledger';
import { isError, type Summary, type SweepRow, summaries } from './sweep-rows';
import type { Varied } from './varied';

/** Letters of all names of measures that fit side by side. */
const WIDE = 90;

/**
 * What a sweep came to, as text: a row for each point, a column for each measure; where their names
 * are too long for that, a table for each.
 */
export function sweepText(
  rows: readonly SweepRow[],
  varied: readonly Pick<Varied, 'name'>[],
  measures: readonly string[],
): string {
  const names = varied.map(({ name }) => name);
  const points = grouped(summaries(rows, measures), ({ at }) => JSON.stringify(at));
  const tableOf = (some: readonly string[], heads = some) =>
    terminalTable(
      [...names, ...heads],
      points.map((point) => [
        ...names.map((name) => String(point[0].at[name])),
        ...some.map((measure) => inWords(point.find((one) => one.measure === measure))),
      ]),
    );
  const about = `${measures.every(isError) ? 'wrong, %: ' : ''}mean over seeds (lowest to highest)`;
  if (measures.join('').length <= WIDE) return `${about}\n${tableOf(measures)}`;
  return [about, ...measures.map((measure) => `${measure}\n${tableOf([measure], [''])}`)].join(
    '\n',
  );
}

/** `2.1 (1.9 to 2.4)`: the mean, and the lowest and highest of the seeds. */
function inWords(summary: Summary | undefined): string {
  if (!summary) return '';
  const { mean, low, high, values } = summary;
  return values.length === 1 ? short(mean) : `${short(mean)} (${short(low)} to ${short(high)})`;
}

/** Three significant figures, or all of a whole number's. */
function short(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(3)));
}

/** The jobs of a sweep as text, and how far each has come. */
export function jobsText(
  jobs: readonly Job[],
  varied: readonly Pick<Varied, 'name'>[],
  find: (job: Job) => JobState,
): string {
  const names = varied.map(({ name }) => name);
  const rows = jobs.map((job) => {
    const { state, run } = find(job);
    const begun = state === 'open' && run ? `to go on (${run.record().status})` : state;
    return [
      ...names.map((name) => String(job.options[name])),
      String(job.seed),
      begun,
      run?.path ?? '',
    ];
  });
  return terminalTable([...names, 'seed', '', 'run'], rows);
}
