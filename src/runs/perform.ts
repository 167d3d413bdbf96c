import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { labellingSaid } from '../data/labelling';
import { InputError } from '../input/errors';
import { fileError } from '../machine/file-errors';
import { makeFolder, remove } from '../machine/files';
import { checkClaim } from './claim';
import { type HeldRun, heldRun } from './held-run';
import { LeaseLost, takeLease } from './lease';
import { noteFiles } from './named-files';
import { identityOf } from './process-identity';
import { provenance } from './provenance';
import { leaseOf } from './resume-run';
import type { RunFolder } from './run-folder';
import { checkRecordable, type RunRecord } from './run-record';
import {
  type CommonOptions,
  Interrupted,
  type Scenario,
  type Surroundings,
  stopIfInterrupted,
} from './scenario';

/** What a scenario is asked to do: a new run, or an earlier one that goes on. */
export interface Request<Options> extends CommonOptions {
  readonly options: Options;
  /** The folder that holds all runs. */
  readonly runs: string;
  /** The run to go on with; it is left when it has ended. */
  readonly resume?: HeldRun | undefined;
}

/** A run that has ended, and been left. Its record says how: finished, interrupted or failed. */
export interface Performed {
  readonly run: HeldRun;
  /** What ended it, where it did not finish. */
  readonly stopped?: { readonly by: unknown };
}

/**
 * Runs a scenario in a folder of its own and records how it ended: finished with its results,
 * interrupted, or failed with its error; one that ended before it began leaves nothing. `afterwards` is
 * what is still done with its folder while nobody else may go on with it.
 * Throws only where `runs` is no folder.
 */
export async function perform<Shape extends z.ZodRawShape, Results>(
  scenario: Scenario<Shape, Results>,
  { options, runs, resume, ...common }: Request<z.output<z.ZodObject<Shape>>>,
  surroundings: Surroundings,
  afterwards: (run: RunFolder) => Promise<void> = async () => undefined,
): Promise<Performed> {
  const { say, signal } = surroundings;
  const now = new Date().toISOString();
  const ground = provenance(surroundings.engine);
  const run =
    resume ??
    newRun(runs, {
      schema: 1,
      scenario: scenario.name,
      shows: scenario.shows,
      status: 'running',
      started: now,
      resumed: [],
      process: identityOf(),
      options: options as RunRecord['options'],
      seed: common.seed,
      dataSet: common.dataSet,
      ...labellingSaid(common),
      ...(common.data !== undefined && { dataFolder: path.resolve(common.data) }),
      ...ground,
    });
  if (resume) {
    const { engine, resumed } = resume.record();
    if (JSON.stringify(engine) !== JSON.stringify(ground.engine))
      say(
        `this run began on another engine (${engine.description}, ${engine.threads} thread(s)): its result will not be identical bit by bit`,
      );
    resume.update({
      status: 'running',
      resumed: [...resumed, { at: now, ...ground }],
      ended: undefined,
      error: undefined,
    });
  }
  const holding = resume ? path.dirname(path.dirname(path.resolve(resume.path))) : runs;
  run.onBegin((folder) => {
    if (!resume) {
      stopIfInterrupted(signal); // one that was there stays, and says how it ended
      checkClaim();
    }
    say(`run: ${folder}`);
  });
  try {
    const stopped = await ended(run, async () => {
      noteFiles(run, scenario.options, options);
      return scenario.run({ options, run, runs: holding, ...common, ...surroundings });
    });
    if (run.begun() && !(stopped?.by instanceof LeaseLost)) await afterwards(run);
    return stopped ? { run, stopped } : { run };
  } finally {
    run.leave();
  }
}

/** Does a run's work and records how it ended; what ended it, where it did not finish. */
async function ended(run: HeldRun, work: () => Promise<unknown>): Promise<Performed['stopped']> {
  const at = () => new Date().toISOString();
  try {
    const results = await work();
    checkRecordable(results);
    run.begin();
    run.update({ status: 'finished', ended: at(), results });
    return undefined;
  } catch (error) {
    const status = error instanceof Interrupted ? 'interrupted' : 'failed';
    const message = error instanceof Error ? error.message : String(error);
    const change = status === 'failed' ? { error: message } : {};
    try {
      if (run.begun()) run.update({ status, ended: at(), ...change });
    } catch {
      // The disk that made the run fail may refuse its record too: the first error says more.
    }
    return { by: error };
  }
}

/**
 * A run in `<runs>/<scenario>/<time>-<seed>/`. Its folder is made when it begins, so that one which
 * fails before that, as its data are not there, leaves none. Throws InputError where `runs` is a file;
 * when it begins, EnvironmentError where the folder cannot be made.
 */
export function newRun(runs: string, record: RunRecord): HeldRun {
  if (existsSync(runs) && statSync(runs).isFile())
    throw new InputError(`${runs} is a file: name a folder for the runs`);
  const time = record.started.slice(0, 19).replaceAll(':', '-');
  const parent = path.join(runs, record.scenario);
  const make = () => {
    makeFolder(parent);
    const folder = firstFree(path.join(parent, `${time}-${record.seed}`));
    try {
      const { lease } = takeLease(leaseOf(folder));
      if (!lease) throw new Error(`${folder} was made a moment ago, and another holds it`);
      return { path: folder, lease };
    } catch (error) {
      remove(folder);
      throw error;
    }
  };
  return heldRun(record, make);
}

/** Makes `folder`, or `folder-2`, `-3` … where runs started within the same second. */
function firstFree(folder: string): string {
  for (let attempt = 1; ; attempt++) {
    const name = attempt === 1 ? folder : `${folder}-${attempt}`;
    try {
      mkdirSync(name);
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fileError('make', name, error);
    }
  }
}
