import { Command } from 'commander';
import { printData } from '../print';

/** `topdown report`: the report of a run, made anew, or a page of several side by side. */
export function reportCommand(): Command {
  return new Command('report')
    .description('write the report of a run anew, or a page that compares several')
    .argument('<runs...>', 'the folder of a run, or of several')
    .option(
      '--write <file>',
      'where to (default: report.html in the folder of the run; comparison.html of several)',
    )
    .option('--png', 'write each figure as a PNG beside its SVG, too')
    .action(async (runs: string[], given: { write?: string; png?: boolean }) => {
      const { writeReports } = await import('../write-reports');
      for (const file of await writeReports(runs, given)) printData(`${file}\n`);
    });
}
