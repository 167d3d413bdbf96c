import { writeWhole } from '../engine/files';
import { openRun, type RunFolder } from '../experiment/run-folder';
import { report } from './report';
import { runMaterial } from './run-material';

/**
 * Writes the report of a run, made from what is in its folder and from nothing else, and returns its
 * path: `report.html` in that folder, where no other file is given.
 * Throws InputError where the folder is not a run's, EnvironmentError.
 */
export function writeReport(runFolder: RunFolder | string, write?: string): string {
  const run = openRun(typeof runFolder === 'string' ? runFolder : runFolder.path);
  const file = write ?? run.file('report.html');
  writeWhole(file, report(runMaterial(run)));
  return file;
}
