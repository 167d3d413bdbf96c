import type { Command } from 'commander';
import { tell } from '../print';

/** `topdown results`: a page of results, from the records of runs. */
export function resultsCommand(command: Command): void {
  command
    .option('--records <folder>', 'the folder of kept records', 'results')
    .option('--models <folder>', 'a folder of networks with their records', 'models')
    .option('--write <file>', 'the file to write', 'RESULTS.md')
    .option('--pages <folder>', 'fill the findings of studies into the pages of this folder')
    .action(
      async (
        runs: string[],
        given: { records: string; models: string; write: string; pages?: string },
      ) => {
        const { writeResults } = await import('../write-pages');
        for (const line of writeResults(runs, given)) tell(line);
      },
    );
}
