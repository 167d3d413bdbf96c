import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { z } from 'zod';
import type { AnyScenario } from '../../runs/scenario';
import { commonOptions } from '../common-options';
import { addOptions } from '../option-schema';
import { COMMAND_OUTPUT } from '../print';

const texts = z.array(z.string().min(1)).max(1000).optional();

/** What a sweep can be told, besides what its scenario can. */
export const sweepOptions = {
  vary: texts
    .describe(
      'an option of the scenario and its values: from:to:step, or a,b,c (+ within a list: hidden=20+20,50+50); several times for all combinations',
    )
    .meta({ value: 'name=values', each: true }),
  seeds: z
    .string()
    .regex(/^\d+(,\d+)*$/, 'write how many seeds, as 3, or which, as 1,5,9')
    .default('1')
    .describe('number of seeds, from --seed on; or the seeds, as 1,5,9')
    .meta({ value: 'seeds' }),
  workers: z
    .int()
    .min(1)
    .max(256)
    .default(Math.max(1, Math.floor(availableParallelism() / 2)))
    .describe('runs at a time, each in a process of its own'),
  measure: texts
    .describe(
      'what the figure and the table show: a name in the column `measure`, such as validation.goodness; several times for several (default: errors in per cent, or what a study found)',
    )
    .meta({ value: 'name', each: true }),
  plan: z
    .string()
    .min(1)
    .optional()
    .describe('write the jobs to this file, one per line, for a scheduler to start; run none')
    .meta({ value: 'file' }),
  queue: z
    .string()
    .min(1)
    .optional()
    .describe(
      'have the jobs run by the machines on which `npx topdown worker <address>` serves this queue',
    )
    .meta({ value: 'address' }),
  store: z
    .string()
    .min(1)
    .optional()
    .describe(
      'with --queue: keep the runs in this store, as s3://bucket/prefix, if the machines share no disk',
    )
    .meta({ value: 'address' }),
  dryRun: z
    .boolean()
    .default(false)
    .describe('list the jobs and the progress of each (with --json as JSON); run none'),
};

/** What a sweep shares with a run: all that every scenario can be told, but that it always goes on. */
export function sharedOptions(scenario: AnyScenario) {
  const { resume: _, json, ...common } = commonOptions(scenario);
  return { ...common, json: json.describe("print the sweep's record as JSON on stdout") };
}

/**
 * The options of a scenario that a sweep over it takes by their names. One that is called as an option of the
 * sweep is not among them: `--vary` sets it.
 */
export function optionsBeside({ options }: AnyScenario): z.ZodRawShape {
  const own = Object.keys(sweepOptions);
  const beside = Object.entries(options).filter(([name]) => !own.includes(name));
  return Object.fromEntries(beside) as z.ZodRawShape;
}

/** The command line of a sweep over a scenario: its own options, and those of the scenario. */
export function sweepCommandLine(scenario: AnyScenario, usage: string): Command {
  const command = new Command(usage)
    .description(
      `Runs a scenario under all combinations of some options and seeds. ${scenario.shows}`,
    )
    .exitOverride()
    .configureOutput(COMMAND_OUTPUT)
    .allowExcessArguments(false)
    .showHelpAfterError('(--help lists the options)');
  const groups = {
    'Options of the sweep:': sweepOptions,
    'Options of the scenario:': optionsBeside(scenario),
    'Options of every scenario:': sharedOptions(scenario),
  };
  for (const [title, shape] of Object.entries(groups)) {
    command.optionsGroup(title);
    addOptions(command, shape);
  }
  return command
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', '\n`npx topdown sweep --help` has examples.');
}
