import { Command } from 'commander';

/** `topdown data`: where each data set is, or comes from. */
export function dataCommand(): Command {
  return new Command('data')
    .description('list the data sets and where each comes from; with a name, fetch it')
    .argument('[name]', 'the data set to load, and to download if it is nowhere yet')
    .option('--data <folder>', "folder with that data set's files")
    .option('--json', 'print the answer as JSON')
    .action(async (name: string | undefined, given: { data?: string; json?: boolean }) => {
      const { listDataSets, showDataSet } = await import('../show-data');
      await (name === undefined ? listDataSets(given) : showDataSet(name, given));
    });
}
