import type { Command } from 'commander';
import { z } from 'zod';
import { BEST, SMALL } from '../../trained/shipped-model';
import { addOptions, parseOptions } from '../option-schema';

const text = z.string().min(1);

const RECOGNISE_OPTIONS = {
  network: text
    .optional()
    .describe(
      `the trained network: folder or name of a run, latest, a checkpoint, or a name in models/ (default: ${BEST}, or ${SMALL} if it is missing)`,
    )
    .meta({ value: 'path' }),
  asIs: z
    .boolean()
    .default(false)
    .describe('leave pictures as they are: of the network’s size, bright ink on black'),
  prepared: text
    .optional()
    .describe('folder for PNGs of what the network saw')
    .meta({ value: 'folder' }),
  engine: text.optional().describe('engine that computes: native, wasm or javascript'),
  json: z.boolean().default(false).describe('print the answers, and what was seen, as JSON'),
};

const PREPARATION = `
PNGs and JPEGs of any size are prepared as MNIST was: ink is found on whatever
ground, dark or bright, in even light or not; what it covers is fitted into
20 × 20 pixels and centred in 28 × 28 (in proportion where a network sees
another size). For a network of images in colour the middle of the picture is
fitted in its colours. The images of an IDX file are taken as they are. A
picture that cannot be used is told; the others are answered, and the command
ends with code 2.`;

/** `topdown recognise`: what a trained network takes pictures for. */
export function recogniseCommand(command: Command): void {
  addOptions(command, RECOGNISE_OPTIONS)
    .addHelpText('after', PREPARATION)
    .action(async (pictures: string[], typed: Record<string, unknown>) => {
      const { recognisePictures } = await import('../recognise/recognise-pictures');
      await recognisePictures(pictures, parseOptions(RECOGNISE_OPTIONS, typed));
    });
}
