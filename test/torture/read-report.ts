import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeReports } from '../../src/cli/write-pages';
import { Failure } from './failure';

/** What no report may hold: a figure that lies beside the run's folder, where a record may point. */
const SECRET = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>no</text></svg>';
/** The same as pages hold it. */
const HELD = [SECRET, Buffer.from(SECRET).toString('base64'), encodeURIComponent(SECRET)];

/**
 * Makes the report of the run in this folder; with pictures, which take their time, where its record
 * names others than it has. Throws what the program throws, and a Failure where anything got into it,
 * or out of it, that is not in the run's folder.
 */
export async function readReport(folder: string): Promise<void> {
  const beside = path.dirname(folder);
  writeFileSync(path.join(beside, 'secret.txt'), SECRET);
  writeFileSync(path.join(beside, 'victim.svg'), SECRET);
  const before = readdirSync(beside).join();
  const record = readFileSync(path.join(folder, 'run.json'), 'latin1');
  try {
    await writeReports([folder], { runs: 'runs', png: !record.includes('"figure.svg"') });
  } finally {
    keptInside(folder, before);
  }
}

function keptInside(folder: string, before: string): void {
  const beside = path.dirname(folder);
  const report = path.join(folder, 'report.html');
  const page = existsSync(report) ? readFileSync(report, 'utf8') : '';
  if (HELD.some((secret) => page.includes(secret)))
    throw new Failure('a report holds what lies outside of the run’s folder');
  if (readdirSync(beside).join() !== before)
    throw new Failure(`written outside of the run’s folder: ${readdirSync(beside).join()}`);
}
