import type { Command } from 'commander';
import { printData } from '../print';

/** `topdown report`: the report of a run, made anew, or a page of several side by side. */
export function reportCommand(command: Command): void {
  command
    .option(
      '--write <file>',
      'the file to write (default: report.html in the folder of the run; comparison.html for several)',
    )
    .option('--png', 'also write each figure as a PNG beside its SVG')
    .action(async (runs: string[], given: { write?: string; png?: boolean }) => {
      const { writeReports } = await import('../write-pages');
      for (const file of await writeReports(runs, given)) printData(`${file}\n`);
    });
}
