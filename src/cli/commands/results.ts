import type { Command } from 'commander';
import { addOptions, parseOptions } from '../option-schema';
import { tell } from '../print';
import { runsOption } from '../runs-option';

const RESULTS_OPTIONS = { runs: runsOption };

type Typed = {
  readonly runs?: string;
  readonly records: string;
  readonly models: string;
  readonly write: string;
  readonly pages?: string;
};

/** `topdown results`: a page of results, from the records of runs. */
export function resultsCommand(command: Command): void {
  addOptions(command, RESULTS_OPTIONS)
    .option('--records <folder>', 'the folder of kept records', 'results')
    .option('--models <folder>', 'a folder of networks with their records', 'models')
    .option('--write <file>', 'the file to write', 'RESULTS.md')
    .option('--pages <folder>', 'fill the findings of studies into the pages of this folder')
    .action(async (given: string[], typed: Typed) => {
      const { runs } = parseOptions(RESULTS_OPTIONS, typed);
      const { writeResults } = await import('../write-pages');
      for (const line of writeResults(given, { ...typed, runs })) tell(line);
    });
}
