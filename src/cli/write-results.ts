import { writeWhole } from '../engine/files';
import { findingsPages } from '../results/findings-pages';
import { keepRecord } from '../results/keep-record';
import { resultsPage } from '../results/page';
import { readModels, readRecords } from '../results/read-records';

/** Where records lie, and what is to be written of them. */
interface ResultsRequest {
  readonly records: string;
  readonly models: string;
  readonly write: string;
  /** A folder of pages about studies. */
  readonly pages?: string | undefined;
}

/**
 * Keeps the records of these runs, writes the page of all results and the findings into the pages
 * about studies, and returns what it did, a line each. Throws InputError, EnvironmentError.
 */
export function writeResults(
  runs: readonly string[],
  { records, models, write, pages }: ResultsRequest,
): string[] {
  const kept = runs.map((run) => keepRecord(run, records));
  const all = readRecords(records);
  writeWhole(write, resultsPage([...readModels(models), ...all]));
  const about = pages === undefined ? [] : findingsPages(pages, all);
  for (const { file, text } of about) writeWhole(file, text);
  return [...kept, write, ...about.map(({ file }) => file)].map((file) => `written: ${file}`);
}
