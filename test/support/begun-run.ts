import { existsSync } from 'node:fs';
import path from 'node:path';
import { runsOf } from '../../src/runs/run-folder';

/** The one run of a scenario in a folder of runs once it has its record: before, it is only beginning. */
export function begunRun(runs: string, scenario: string): string | undefined {
  const begun = runsOf(runs, scenario).filter((run) => existsSync(path.join(run, 'run.json')));
  if (begun.length > 1) throw new Error(`there is more than one run: ${begun.join(', ')}`);
  return begun[0];
}
