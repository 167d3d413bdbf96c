import type { Command } from 'commander';
import { z } from 'zod';
import { BEST, SMALL } from '../../trained/shipped-model';
import { addOptions, parseOptions } from '../option-schema';
import { runsOption } from '../runs-option';

const text = z.string().min(1);

const RECOGNISE_OPTIONS = {
  network: text
    .optional()
    .describe(
      `the trained network: the folder or name of a run, latest, a checkpoint, or the name of a shipped network (default: ${BEST}, or ${SMALL} if it is missing)`,
    )
    .meta({ value: 'path' }),
  runs: runsOption,
  asIs: z
    .boolean()
    .default(false)
    .describe('take pictures as they are: they have the network’s size, and bright ink on black'),
  prepared: text
    .optional()
    .describe('folder in which to write what the network saw, as PNGs')
    .meta({ value: 'folder' }),
  engine: text.optional().describe('engine that computes: native, wasm or javascript'),
  json: z.boolean().default(false).describe('print the answers, and what was seen, as JSON'),
};

const PREPARATION = `
PNGs and JPEGs of any size are prepared as the images of MNIST were: the ink is
separated from its background, dark or bright, even if unevenly lit, fitted into
20 × 20 pixels, and centred in 28 × 28 (in proportion if the network sees
another size). For a network that sees colours, the middle of the picture is
fitted in colour. The images of an IDX file are taken as they are. A picture
that cannot be used is reported; the others are answered, and the command ends
with code 2.`;

/** `topdown recognise`: what a trained network takes pictures for. */
export function recogniseCommand(command: Command): void {
  addOptions(command, RECOGNISE_OPTIONS)
    .addHelpText('after', PREPARATION)
    .action(async (pictures: string[], typed: Record<string, unknown>) => {
      const { recognisePictures } = await import('../recognise/recognise-pictures');
      await recognisePictures(pictures, parseOptions(RECOGNISE_OPTIONS, typed));
    });
}
