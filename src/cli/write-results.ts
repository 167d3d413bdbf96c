import { writeWhole } from '../engine/files';
import { keepRecord } from '../results/keep-record';
import { resultsPage } from '../results/page';
import { readModels, readRecords } from '../results/read-records';

/**
 * Keeps the records of these runs, writes the page of all results, and returns what it did, a line
 * each. Throws InputError, EnvironmentError.
 */
export function writeResults(
  runs: readonly string[],
  { records, models, write }: { records: string; models: string; write: string },
): string[] {
  const kept = runs.map((run) => keepRecord(run, records));
  writeWhole(write, resultsPage([...readModels(models), ...readRecords(records)]));
  return [...kept, write].map((file) => `written: ${file}`);
}
