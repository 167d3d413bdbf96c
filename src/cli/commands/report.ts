import type { Command } from 'commander';
import { addOptions, parseOptions } from '../option-schema';
import { printData } from '../print';
import { runsOption } from '../runs-option';

const REPORT_OPTIONS = { runs: runsOption };

type Typed = { readonly runs?: string; readonly write?: string; readonly png?: boolean };

/** `topdown report`: the report of a run, made anew, or a page of several side by side. */
export function reportCommand(command: Command): void {
  addOptions(command, REPORT_OPTIONS)
    .option(
      '--write <file>',
      'the file to write (default: report.html in the folder of the run; comparison.html for several)',
    )
    .option('--png', 'also write each figure as a PNG beside its SVG')
    .action(async (given: string[], typed: Typed) => {
      const { runs } = parseOptions(REPORT_OPTIONS, typed);
      const { writeReports } = await import('../write-pages');
      for (const file of await writeReports(given, { ...typed, runs })) printData(`${file}\n`);
    });
}
