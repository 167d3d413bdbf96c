import type { Command } from 'commander';
import { z } from 'zod';
import { dataOptions } from '../common-options';
import { addOptions, parseOptions } from '../option-schema';

const DATA_OPTIONS = {
  ...dataOptions,
  json: z.boolean().default(false).describe('print the answer as JSON'),
};

/** `topdown data`: where each data set is, or comes from. */
export function dataCommand(command: Command): void {
  addOptions(command, DATA_OPTIONS).action(
    async (name: string | undefined, typed: Record<string, unknown>) => {
      const { listDataSets, showDataSet } = await import('../show-data');
      const given = parseOptions(DATA_OPTIONS, typed);
      await (name === undefined ? listDataSets(given) : showDataSet(name, given));
    },
  );
}
