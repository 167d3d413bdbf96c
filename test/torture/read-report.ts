import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeReports } from '../../src/cli/write-reports';
import { Failure } from './failure';

/** What no report may hold: it lies beside the run's folder, where a record may point. */
const SECRET = 'a secret that lies beside the run';

/**
 * Makes the report of the run in this folder, with pictures. Throws what the program throws, and a
 * Failure where anything got into it, or out of it, that is not in the run's folder.
 */
export async function readReport(folder: string): Promise<void> {
  const beside = path.dirname(folder);
  writeFileSync(path.join(beside, 'secret.txt'), SECRET);
  writeFileSync(path.join(beside, 'victim.svg'), SECRET);
  const before = readdirSync(beside).join();
  try {
    await writeReports([folder], { png: true });
  } finally {
    keptInside(folder, before);
  }
}

function keptInside(folder: string, before: string): void {
  const beside = path.dirname(folder);
  const report = path.join(folder, 'report.html');
  if (existsSync(report) && readFileSync(report, 'utf8').includes(SECRET))
    throw new Failure('a report holds what lies outside of the run’s folder');
  if (readdirSync(beside).join() !== before)
    throw new Failure(`written outside of the run’s folder: ${readdirSync(beside).join()}`);
}
