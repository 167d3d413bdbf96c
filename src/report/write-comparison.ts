import { writeWhole } from '../engine/files';
import { openRun, type RunFolder } from '../experiment/run-folder';
import { comparisonMaterial } from './comparison-material';
import { comparisonPage } from './comparison-page';

/**
 * Writes a page of several runs side by side, made from what is in their folders, and returns its
 * path. Throws InputError where a folder is not a run's, EnvironmentError.
 */
export async function writeComparison(
  folders: readonly (RunFolder | string)[],
  file: string,
): Promise<string> {
  const runs = folders.map((one) => openRun(typeof one === 'string' ? one : one.path));
  writeWhole(file, comparisonPage(await comparisonMaterial(runs)));
  return file;
}
