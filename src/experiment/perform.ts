import { hostname } from 'node:os';
import path from 'node:path';
import type { z } from 'zod';
import { labellingSaid } from '../data/labelling';
import type { CommonOptions, Surroundings } from './experiment';
import { Interrupted } from './interrupted';
import { provenance } from './provenance';
import { createRun, type RunFolder } from './run-folder';
import type { RunRecord } from './run-record';
import type { Scenario } from './scenario';

/** What a scenario is asked to do: a new run, or an earlier one that goes on. */
export interface Request<Options> extends CommonOptions {
  readonly options: Options;
  /** The folder that holds all runs. */
  readonly runs: string;
  /** The run to go on with. */
  readonly resume?: RunFolder | undefined;
}

/** A run that has ended. Its record says how: finished, interrupted or failed. */
export interface Performed {
  readonly run: RunFolder;
  /** What ended it, where it did not finish. */
  readonly stopped?: { readonly by: unknown };
}

/**
 * Runs a scenario in a folder of its own and records how it ended: finished with its results,
 * interrupted, or failed with its error. Throws only where there is no folder or record to begin in.
 */
export async function perform<Shape extends z.ZodRawShape, Results>(
  scenario: Scenario<Shape, Results>,
  { options, runs, resume, ...common }: Request<z.output<z.ZodObject<Shape>>>,
  surroundings: Surroundings,
): Promise<Performed> {
  const now = new Date().toISOString();
  const ground = provenance(surroundings.engine);
  const here = { host: hostname(), pid: process.pid };
  const run =
    resume ??
    createRun(runs, {
      schema: 1,
      scenario: scenario.name,
      shows: scenario.shows,
      status: 'running',
      started: now,
      resumed: [],
      process: here,
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
      surroundings.say(
        `this run began on another engine (${engine.description}, ${engine.threads} thread(s)): it will not end with the same bits`,
      );
    resume.update({
      status: 'running',
      process: here,
      resumed: [...resumed, { at: now, ...ground }],
      ended: undefined,
      error: undefined,
    });
  }
  surroundings.say(`run: ${run.path}`);
  const ended = () => new Date().toISOString();
  try {
    const results = await scenario.run({ options, run, ...common, ...surroundings });
    run.update({ status: 'finished', ended: ended(), results });
    return { run };
  } catch (error) {
    const status = error instanceof Interrupted ? 'interrupted' : 'failed';
    const message = error instanceof Error ? error.message : String(error);
    const change = status === 'failed' ? { error: message } : {};
    try {
      run.update({ status, ended: ended(), ...change });
    } catch {
      // The disk that made the run fail may refuse its record too: the first error says more.
    }
    return { run, stopped: { by: error } };
  }
}
