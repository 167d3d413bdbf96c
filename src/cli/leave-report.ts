import type { RunFolder } from '../experiment/run-folder';
import { writePngs } from '../report/write-pngs';
import { writeReport } from '../report/write-report';

/**
 * Writes the report of a run that has ended, with PNGs of its figures where asked, and says where it
 * is. What goes wrong here is said and no more: how the run itself ended must not be hidden by it.
 */
export async function leaveReport(
  run: RunFolder,
  { png }: { readonly png: boolean },
  say: (text: string) => void,
): Promise<void> {
  try {
    say(`report: ${writeReport(run)}`);
    if (png) await writePngs(run);
  } catch (error) {
    // A disk that made the run fail refuses its report, too: the first error says more.
    if (run.record().status === 'finished')
      say(`no report of this run: ${error instanceof Error ? error.message : String(error)}`);
  }
}
