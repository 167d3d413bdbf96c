import { Command } from 'commander';
import { z } from 'zod';
import { USUAL } from '../data/data-sets';
import { MOST_CLASSES } from '../data/labelling';
import { dataSetNames } from '../data/load';
import { ENGINES } from '../engine/engines';
import { settingsShape } from '../learning/settings';
import type { AnyScenario } from '../runs/scenario';
import { withNetworksMeant } from '../trained/named-network';
import { addOptions, parseOptions } from './option-schema';
import { COMMAND_OUTPUT } from './print';
import { runsOption } from './runs-option';

/** What every scenario can be told, on the data sets that it names, or on all that the program knows by now. */
export function commonOptions({ dataSets }: Pick<AnyScenario, 'dataSets'> = {}) {
  return {
    seed: settingsShape.seed.default(17),
    dataSet: z
      .enum(dataSets ?? dataSetNames())
      .default(dataSets?.[0] ?? USUAL.name)
      .describe('data set')
      .meta(dataSets ? {} : { more: 'a file that TOPDOWN_EXTENSIONS names may register more' }),
    ...dataOptions,
    engine: z
      .enum(ENGINES)
      .optional()
      .describe('engine that computes (default: TOPDOWN_ENGINE, or the fastest that loads)'),
    runs: runsOption,
    resume: z
      .union([z.boolean(), z.string()])
      .optional()
      .describe(
        'continue this run, by its folder or name, or else the latest of this scenario that was stopped, failed or was killed',
      )
      .meta({ value: '[run]' }),
    json: z.boolean().default(false).describe("print the run's record as JSON on stdout"),
    png: z.boolean().default(false).describe('also write each figure as a PNG'),
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

/** What can be said of a data set's files: where they are, and what their labels stand for. */
export const dataOptions = {
  data: z
    .string()
    .min(1)
    .optional()
    .describe(
      "folder with that data set's files, or with pictures or IDX files of your own (default: TOPDOWN_DATA, the cache, a download)",
    )
    .meta({ value: 'folder' }),
  classes: z
    .int()
    .min(2)
    .max(MOST_CLASSES)
    .optional()
    .describe("number of classes in its labels (default: the data set's own)"),
  firstLabel: z
    .int()
    .min(0)
    .max(255)
    .optional()
    .describe("label of the first class in its files (default: the data set's own)"),
};

/** The options of a scenario from what was typed; networks that are named go by what the names mean now. */
export function scenarioOptions(
  { options }: Pick<AnyScenario, 'options'>,
  typed: Readonly<Record<string, unknown>>,
  runs: string,
): Record<string, unknown> {
  return withNetworksMeant(options, parseOptions(options as z.ZodRawShape, typed), runs);
}

/** The command line of a scenario: its own options, and those that every scenario has. */
export function scenarioCommand(scenario: AnyScenario, usage: string): Command {
  const { shows, options, examples } = scenario;
  const command = new Command(usage)
    .description(shows)
    .exitOverride()
    .configureOutput(COMMAND_OUTPUT)
    .allowExcessArguments(false)
    .showHelpAfterError('(--help lists the options)')
    .optionsGroup('Options:');
  addOptions(command, options);
  command.optionsGroup('Options of every scenario:');
  addOptions(command, commonOptions(scenario));
  command.helpOption('-h, --help', 'show this');
  const lines = (examples ?? []).map((example) => `  ${usage} ${example}`);
  if (lines.length > 0) command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
  return command;
}
