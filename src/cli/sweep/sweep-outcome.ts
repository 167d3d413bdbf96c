import { InputError } from '../../input/errors';
import { writeSweepReport } from '../../pages/sweep/sweep-page';
import { grouped } from '../../statistics/grouped';
import { jobInWords, type SweepPlan } from '../../sweep/job';
import type { Swept } from '../../sweep/sweep';
import { sweepText } from '../../sweep/sweep-text';

/** Says what a sweep came to; returns how many jobs failed. */
export function sayOutcome(
  { folder, varied }: SweepPlan,
  { record, rows, figures }: Swept,
  say: (text: string) => void,
): number {
  const there = measuresIn(rows);
  const shown = record.measures.filter((measure) => there.has(measure));
  if (shown.length > 0) say(sweepText(rows, varied, shown));
  if (figures.length > 0) say(`figure: ${figures.join(', ')}`);
  say(`everything is in ${folder}`);
  const failed = record.jobs.filter(({ status }) => status === 'failed');
  const lines = grouped(failed, ({ error = '' }) => error).map((jobs) => {
    const which = jobs.map((job) => jobInWords(job, varied));
    return `${which.join('; ')}: ${jobs[0].error}`;
  });
  if (failed.length > 0)
    say(
      [
        `error: ${failed.length} of ${record.jobs.length} jobs failed; the same command tries them again`,
        ...lines,
      ].join('\n'),
    );
  return failed.length;
}

/** Throws InputError where a job has finished, and the results have no such measure as was asked for. */
export function checkMeasures({ measures }: SweepPlan, { record, rows }: Swept): void {
  if (record.jobs.every(({ status }) => status !== 'finished')) return;
  const there = measuresIn(rows);
  const missing = measures.filter((measure) => !there.has(measure));
  if (missing.length === 0) return;
  const found = [...there].join(', ') || 'no numbers';
  throw new InputError(`no ${missing.join(', ')}: the results have ${found}`);
}

/** The measures that have one number a run. */
function measuresIn(rows: Swept['rows']): Set<string> {
  return new Set(rows.filter(({ step }) => step === null).map(({ measure }) => measure));
}

/** Writes the report of a sweep and says where it is. What goes wrong here is said and no more: what came of the jobs stands. */
export async function leaveSweepReport(folder: string, say: (text: string) => void): Promise<void> {
  try {
    say(`report: ${await writeSweepReport(folder)}`);
  } catch (error) {
    say(
      `the report of this sweep could not be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
