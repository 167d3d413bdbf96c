import type { Command } from 'commander';
import { z } from 'zod';
import { MOST_BITS } from '../../network/rounded';
import { addOptions, parseOptions } from '../option-schema';
import { runsOption } from '../runs-option';

const EXPORT_OPTIONS = {
  runs: runsOption,
  bits: z
    .int()
    .min(2)
    .max(MOST_BITS)
    .optional()
    .describe('bits to keep of each weight: the fewer, the better the file packs (default: 16)'),
};

type Typed = {
  readonly runs?: string;
  readonly engine?: string;
  readonly data?: string;
  readonly bits?: string;
};

/** `topdown export`: a trained network as a small file to give away. `ended` is told the exit code. */
export function exportCommand(command: Command, ended: (code: number) => void): void {
  addOptions(command, EXPORT_OPTIONS)
    .option('--data <folder>', "folder with the data set's files, if it has moved")
    .option('--engine <name>', 'engine that computes: native, wasm or javascript')
    .action(async (run: string, file: string, typed: Typed) => {
      const { runs, bits } = parseOptions(EXPORT_OPTIONS, typed);
      const { exportModel } = await import('../export-model');
      ended(await exportModel(run, file, { ...typed, runs, bits }));
    });
}
