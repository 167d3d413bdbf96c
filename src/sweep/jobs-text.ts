import { table } from '../experiment/terminal-table';
import type { Job } from './job';
import type { Found } from './run-ledger';
import type { Varied } from './varied';

/** The jobs of a sweep as text, and how far each has come. */
export function jobsText(
  jobs: readonly Job[],
  varied: readonly Pick<Varied, 'name'>[],
  find: (job: Job) => Found,
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
  return table([...names, 'seed', '', 'run'], rows);
}
