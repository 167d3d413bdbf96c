import { z } from 'zod';
import { USUAL } from '../data/data-sets';
import { dataSetNames } from '../data/load';
import { ENGINES } from '../engine/engines';
import { settingsShape } from '../learning/settings';
import { dataOptions } from './data-options';

/** What every scenario can be told, on all data sets that the program knows by now. */
export function commonOptions() {
  return {
    seed: settingsShape.seed.default(17),
    dataSet: z
      .enum(dataSetNames())
      .default(USUAL.name)
      .describe('which images')
      .meta({ more: 'a file that TOPDOWN_EXTENSIONS names may register more' }),
    ...dataOptions,
    engine: z
      .enum(ENGINES)
      .optional()
      .describe('what computes (default: TOPDOWN_ENGINE, or the fastest that loads)'),
    runs: z
      .string()
      .min(1)
      .default('runs')
      .describe('folder that holds all runs')
      .meta({ value: 'folder' }),
    resume: z
      .union([z.boolean(), z.string()])
      .optional()
      .describe('go on with the run in this folder, or with the latest unfinished one')
      .meta({ value: '[folder]' }),
    json: z.boolean().default(false).describe("print the run's record as JSON on stdout"),
    png: z.boolean().default(false).describe('write each figure as a PNG, too'),
  };
}

/** Options that a resumed run may be given; all others are kept from its start. */
export const FREE_ON_RESUME: readonly string[] = [
  'resume',
  'json',
  'png',
  'runs',
  'engine',
  'data',
];
