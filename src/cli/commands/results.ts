import { Command } from 'commander';
import { tell } from '../tell';

/** `topdown results`: a page of results, from the records of runs. */
export function resultsCommand(): Command {
  return new Command('results')
    .description('write a page of results from the records of runs and networks')
    .argument('[runs...]', 'folders of finished runs whose records are to be kept first')
    .option('--records <folder>', 'the folder of kept records', 'results')
    .option('--models <folder>', 'a folder of networks with their records', 'models')
    .option('--write <file>', 'where to', 'RESULTS.md')
    .option('--pages <folder>', 'fill the findings of studies into the pages of this folder')
    .action(
      async (
        runs: string[],
        given: { records: string; models: string; write: string; pages?: string },
      ) => {
        const { writeResults } = await import('../write-results');
        for (const line of writeResults(runs, given)) tell(line);
      },
    );
}
