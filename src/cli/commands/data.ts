import { Command } from 'commander';
import { z } from 'zod';
import { dataOptions } from '../data-options';
import { optionsOf, parseOptions } from '../option-schema';

const DATA_OPTIONS = {
  ...dataOptions,
  json: z.boolean().default(false).describe('print the answer as JSON'),
};

/** `topdown data`: where each data set is, or comes from. */
export function dataCommand(): Command {
  const command = new Command('data')
    .description('list the data sets and where each comes from; with a name, fetch it')
    .argument('[name]', 'the data set to load, and to download if it is nowhere yet');
  for (const option of optionsOf(DATA_OPTIONS)) command.addOption(option);
  return command.action(async (name: string | undefined, typed: Record<string, unknown>) => {
    const { listDataSets, showDataSet } = await import('../show-data');
    const given = parseOptions(DATA_OPTIONS, typed);
    await (name === undefined ? listDataSets(given) : showDataSet(name, given));
  });
}
