import path from 'node:path';
import { InputError } from '../input/errors';
import { checkFilePlace, checkFolderPlace } from '../machine/check-place';
import { writeWhole } from '../machine/files';
import { writeComparison } from '../pages/beside/comparison-page';
import { writePngs, writeReport } from '../pages/report/report';
import { figuresBeside } from '../pages/results/figures-beside';
import { resultsPage } from '../pages/results/page';
import { keepRecord, readModels, readRecords, recordToKeep } from '../pages/results/records';
import { findingsPages } from '../pages/results/study-section';
import { isSweep } from '../pages/sweep/sweep-material';
import { writeSweepReport } from '../pages/sweep/sweep-page';
import { findRun } from '../runs/all-runs';

/** Where several runs are compared, if nothing else is said. */
const COMPARISON = 'comparison.html';

/** Where runs are looked for by their names, and what is to be written of them. */
interface ReportRequest {
  readonly runs: string;
  readonly write?: string;
  readonly png?: boolean;
}

/**
 * Writes the report of one run or sweep in its folder, or elsewhere, or compares several runs, and returns the
 * paths of what was written. Throws InputError, EnvironmentError.
 */
export async function writeReports(
  folders: readonly string[],
  { runs: place, write, png = false }: ReportRequest,
): Promise<string[]> {
  if (write !== undefined) checkFilePlace(write);
  const [sweep] = folders.filter(isSweep);
  if (sweep !== undefined) {
    if (folders.length > 1)
      throw new InputError(`${sweep} is the folder of a sweep: give it alone`);
    if (png)
      throw new InputError('--png is of runs: `npx topdown sweep … --png` draws that of a sweep');
    return [await writeSweepReport(sweep, write)];
  }
  const runs = folders.map((folder) => findRun(folder, place));
  const [only, ...others] = runs;
  const page =
    only && others.length === 0
      ? writeReport(only, write)
      : await writeComparison(runs, write ?? COMPARISON);
  const pictures: string[] = [];
  if (png) for (const run of runs) pictures.push(...(await writePngs(run)));
  return [page, ...pictures];
}

/** Where runs and records lie, and what is to be written of them. */
interface ResultsRequest {
  readonly runs: string;
  readonly records: string;
  readonly models: string;
  readonly write: string;
  /** A folder of pages about studies. */
  readonly pages?: string | undefined;
}

/**
 * Keeps the records of these runs, writes the page of all results and the findings into the pages
 * about studies, and returns what it did, a line each. All is looked at before anything is written. Throws InputError,
 * EnvironmentError.
 */
export function writeResults(
  given: readonly string[],
  { runs, records, models, write, pages }: ResultsRequest,
): string[] {
  checkFilePlace(write);
  checkFolderPlace(records, 'the records');
  const kept = given.map((run) => recordToKeep(findRun(run, runs).path, records));
  const all = readRecords(records, kept);
  const page = resultsPage([...readModels(models), ...all], figuresBeside(write));
  const about = (pages === undefined ? [] : findingsPages(pages, all)).filter(
    ({ file }) => path.resolve(file) !== path.resolve(write), // else it would be as it was before
  );
  for (const one of kept) keepRecord(one);
  const written = [{ file: write, text: page }, ...about];
  for (const { file, text } of written) writeWhole(file, text);
  return [...kept, ...written].map(({ file }) => `written: ${file}`);
}
