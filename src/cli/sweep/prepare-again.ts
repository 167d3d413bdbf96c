import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { InputError } from '../../input/errors';
import { readJson } from '../../machine/read-json';
import { kindOf } from '../../machine/read-whole';
import { LARGEST_RECORD } from '../../runs/run-record';
import { keyToDo } from '../../sweep/job';
import { readPlan } from './plan-file';
import { type PreparedSweep, prepareSweep, type Stoppable } from './prepare-sweep';

/**
 * The sweep that a plan was written for. Throws InputError where the file is none, or was written for other jobs, and
 * Interrupted as `prepareSweep` does.
 */
export async function preparePlan(file: string, doing: Stoppable): Promise<PreparedSweep> {
  const jobs = readPlan(file);
  const [named = '', ...options] = jobs[0].sweep;
  const prepared = await prepareSweep(named, options, doing);
  const { scenario, plan } = prepared;
  const keys = plan.jobs.map((job) => keyToDo(scenario.options, job));
  if (keys.length !== jobs.length || keys.some((key, at) => key !== jobs[at]?.key))
    throw new InputError(
      `${file} was written for other jobs than this version, with the data, networks, files and extensions that are here, makes of it: write the plan again`,
    );
  return prepared;
}

/** The sweep of a plan, or of the folder of its results. Throws InputError where it would be another now, and Interrupted. */
export async function prepareAgain(given: string, doing: Stoppable): Promise<PreparedSweep> {
  const kind = kindOf(given);
  if (!kind) throw new InputError(`there is no ${given}: give the folder of a sweep, or its plan`);
  return kind === 'folder' ? prepareFolder(given, doing) : preparePlan(given, doing);
}

const askedRecord = z.object({ sweep: z.array(z.string()).min(1) });

async function prepareFolder(folder: string, doing: Stoppable): Promise<PreparedSweep> {
  const file = path.join(folder, 'sweep.json');
  if (!existsSync(file))
    throw new InputError(`${folder} is not the folder of a sweep: there is no sweep.json in it`);
  const what = 'the record of a sweep that says what was asked for';
  const remedy = 'Start the sweep again: it writes that down, and runs nothing twice';
  const asked = readJson(file, { what, schema: askedRecord, remedy, most: LARGEST_RECORD }).sweep;
  const [named = '', ...options] = asked;
  const prepared = await prepareSweep(named, options, doing);
  const now = prepared.plan.folder;
  if (existsSync(now) && realpathSync(now) === realpathSync(folder)) return prepared;
  throw new InputError(
    `${folder} is of other jobs than this version, with the data, networks, files and extensions that are here, makes of it, whose folder is ${now}: go to the folder where it was started, or start the sweep again`,
  );
}
