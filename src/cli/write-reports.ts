import { openRun } from '../experiment/run-folder';
import { writeComparison } from '../report/write-comparison';
import { writePngs } from '../report/write-pngs';
import { writeReport } from '../report/write-report';

/** Where several runs are compared, if nothing else is said. */
const COMPARISON = 'comparison.html';

/**
 * Writes the report of one run in its folder, or elsewhere, or compares several, and returns the
 * paths of what was written. Throws InputError, EnvironmentError.
 */
export async function writeReports(
  folders: readonly string[],
  { write, png = false }: { readonly write?: string; readonly png?: boolean },
): Promise<string[]> {
  const runs = folders.map(openRun);
  const [only, ...others] = runs;
  const page =
    only && others.length === 0
      ? writeReport(only, write)
      : await writeComparison(runs, write ?? COMPARISON);
  const pictures: string[] = [];
  if (png) for (const run of runs) pictures.push(...(await writePngs(run)));
  return [page, ...pictures];
}
