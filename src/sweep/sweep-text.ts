import { grouped } from '../statistics/grouped';
import { terminalTable } from '../trained/tables';
import type { Job } from './job';
import type { JobState } from './run-ledger';
import { isError, type Summary, type SweepRow, summaries } from './sweep-rows';
import type { Varied } from './varied';

/** What a sweep came to, as text: a row for each point, a column for each measure. */
export function sweepText(
  rows: readonly SweepRow[],
  varied: readonly Pick<Varied, 'name'>[],
  measures: readonly string[],
): string {
  const names = varied.map(({ name }) => name);
  const points = grouped(summaries(rows, measures), ({ at }) => JSON.stringify(at));
  const table = terminalTable(
    [...names, ...measures],
    points.map((point) => [
      ...names.map((name) => String(point[0].at[name])),
      ...measures.map((measure) => inWords(point.find((one) => one.measure === measure))),
    ]),
    [],
    names.length,
  );
  const about = `${measures.every(isError) ? 'error in %: ' : ''}mean over seeds (lowest to highest)`;
  return `${about}\n${table}`;
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
    const begun = state === 'open' && run ? `to resume (${run.record().status})` : state;
    return [
      ...names.map((name) => String(job.options[name])),
      String(job.seed),
      begun,
      run?.path ?? '',
    ];
  });
  return terminalTable([...names, 'seed', '', 'run'], rows, [], names.length + 1);
}
