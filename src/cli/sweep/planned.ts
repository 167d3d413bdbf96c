import { Command } from 'commander';
import { z } from 'zod';
import { InputError } from '../../input/errors';
import { Interrupted } from '../../runs/scenario';
import type { Job } from '../../sweep/job';
import type { Worker } from '../../sweep/run-jobs';
import { addOptions, parseOptions } from '../option-schema';
import { COMMAND_OUTPUT } from '../print';
import { preparePlan } from './prepare-again';
import type { PreparedSweep, Stoppable } from './prepare-sweep';

const plannedOptions = {
  plan: z
    .string()
    .min(1)
    .describe('the file of jobs that `npx topdown sweep <scenario> … --plan <file>` wrote')
    .meta({ value: 'file' }),
  job: z
    .int()
    .min(1)
    .optional()
    .describe('run the job with this number, from 1, or resume it: for schedulers'),
  collect: z
    .boolean()
    .default(false)
    .describe('write the results of the finished runs, and run none'),
  json: z.boolean().default(false).describe("print the sweep's record as JSON on stdout"),
};

/** What is asked of a plan. */
type Planned =
  | { readonly ask: 'job'; readonly prepared: PreparedSweep; readonly job: Job }
  | {
      readonly ask: 'collect';
      readonly prepared: PreparedSweep;
      readonly json: boolean;
    };

/** What is asked of a plan that was written before. Throws InputError. */
export async function planned(args: readonly string[], doing: Stoppable): Promise<Planned> {
  const command = new Command('npx topdown sweep')
    .description('Runs a job of a sweep that was planned before, or collects the results of all.')
    .exitOverride()
    .configureOutput(COMMAND_OUTPUT)
    .allowExcessArguments(false)
    .showHelpAfterError('(--help lists the options)');
  addOptions(command, plannedOptions).parse([...args], { from: 'user' });
  const { plan: file, job: number, collect, json } = parseOptions(plannedOptions, command.opts());
  if ((number === undefined) === !collect)
    throw new InputError('say which job to run, by --job, or --collect the results of all');
  if (number !== undefined && json)
    throw new InputError('--json prints the record of the whole sweep: give it with --collect');
  const prepared = await preparePlan(file, doing);
  if (collect) return { ask: 'collect', prepared, json };
  const { jobs } = prepared.plan;
  const job = jobs[(number as number) - 1];
  if (!job) throw new InputError(`${file} has the jobs 1 to ${jobs.length}, and no ${number}`);
  return { ask: 'job', prepared, job };
}

/** Does no job: what has finished already is collected, and all others are left alone. */
export const noWorker: Worker = async () => {
  throw new Interrupted();
};
