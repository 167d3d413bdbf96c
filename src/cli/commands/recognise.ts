import { Command } from 'commander';
import { z } from 'zod';
import { optionsOf, parseOptions } from '../option-schema';

const text = z.string().min(1);

const options = {
  network: text
    .optional()
    .describe(
      'the trained network: folder of a run, a checkpoint, or a name in models/ (default: the latest run, or the best that comes with the program)',
    )
    .meta({ value: 'path' }),
  runs: text.default('runs').describe('folder that holds all runs').meta({ value: 'folder' }),
  engine: text.optional().describe('what computes: native, wasm or javascript'),
  json: z.boolean().default(false).describe('print the answers as JSON'),
};

/** `topdown recognise`: what a trained network takes pictures for. */
export function recogniseCommand(): Command {
  const command = new Command('recognise')
    .description('recognise the digit in a PNG, or all those in an IDX file')
    .argument('<image>', 'the file: 28 × 28 pixels each, bright ink on black');
  for (const option of optionsOf(options)) command.addOption(option);
  return command.action(async (image: string, typed: Record<string, unknown>) => {
    const { recognisePictures } = await import('../recognise-pictures');
    await recognisePictures(image, parseOptions(options, typed));
  });
}
