import type { Command } from 'commander';
import { z } from 'zod';
import { dataOptions } from '../common-options';
import { addOptions, parseOptions } from '../option-schema';

const DATA_OPTIONS = {
  ...dataOptions,
  json: z.boolean().default(false).describe('print the answer as JSON'),
};

/** `topdown data`: where each data set is, or comes from. `ended` is told the exit code. */
export function dataCommand(command: Command, ended: (code: number) => void): void {
  addOptions(command, DATA_OPTIONS).action(
    async (name: string | undefined, typed: Record<string, unknown>) => {
      const { listDataSets, showDataSet } = await import('../show-data');
      const given = parseOptions(DATA_OPTIONS, typed);
      if (name === undefined) await listDataSets(given);
      else ended(await showDataSet(name, given));
    },
  );
}
