import type { Command } from 'commander';
import type { z } from 'zod';
import { startEngine } from '../engine/backend';
import { PRECISIONS } from '../engine/precision';
import { InputError } from '../input/errors';
import { kindOf } from '../machine/read-whole';
import { findRun, LATEST } from '../runs/all-runs';
import { flag } from '../runs/command-of';
import { givenFolder } from '../runs/data-content';
import { perform, type Request } from '../runs/perform';
import { latestUnfinished, openToResume, resumedInWords, resumeWords } from '../runs/resume-run';
import type { RunFolder } from '../runs/run-folder';
import { type AnyScenario, type Scenario, stopIfInterrupted } from '../runs/scenario';
import { asProgram } from './as-program';
import { commonOptions, FREE_ON_RESUME, scenarioCommand, scenarioOptions } from './common-options';
import { type Doing, interruptible } from './interruptible';
import { checkOptions, parseOptions } from './option-schema';
import { printJson } from './print';
import { runsOption } from './runs-option';

/** Where `--resume` alone looks. */
const USUAL_RUNS = runsOption.parse(undefined);

/**
 * Runs a scenario as a command: reads its options from `args`, runs it, prints its record as JSON
 * where asked, and returns the exit code. `usage` is what a person types to get here.
 */
export async function runScenario(
  scenario: AnyScenario,
  args: readonly string[],
  usage: string,
): Promise<number> {
  let begun: RunFolder | undefined;
  const work = async ({ say, progress, stop: { signal } }: Doing) => {
    const command = scenarioCommand(scenario, usage);
    command.parse([...args], { from: 'user' });
    const { json, png, engine: choice, ...request } = requestOf(scenario, command);
    begun = request.resume;
    try {
      if (request.resume) say(resumedInWords(request.resume));
      const precision = PRECISIONS.find((one) => one === request.options['precision']);
      const engine = await startEngine(choice, precision);
      say(`engine: ${engine.description}`);
      if (engine.note) say(engine.note);
      stopIfInterrupted(signal);
      const surroundings = { engine, say, progress, signal };
      const { run, stopped } = await perform(scenario, request, surroundings, (ended) =>
        leaveReport(ended, { png }, say),
      );
      if (run.begun()) begun = run;
      if (stopped) throw stopped.by;
      say(`everything is in ${run.path}`);
      if (json) printJson(run.record());
      return 0;
    } finally {
      request.resume?.leave();
    }
  };
  return interruptible(work, () =>
    begun
      ? `stopped; ${resumeWords(begun, USUAL_RUNS)} continues from here`
      : 'stopped before it began',
  );
}

type ScenarioRequest = Request<Record<string, unknown>> & {
  json: boolean;
  png: boolean;
  engine?: string | undefined;
};

/** What was asked for: options as typed, or for a resumed run as they were at its start. */
function requestOf(scenario: AnyScenario, command: Command): ScenarioRequest {
  const typed = command.opts();
  const { resume, ...common } = parseOptions(commonOptions(scenario), typed);
  if (resume === undefined || resume === false)
    return { ...common, options: scenarioOptions(scenario, typed, common.runs) };
  const extra = Object.keys(typed).filter(
    (name) => command.getOptionValueSource(name) === 'cli' && !FREE_ON_RESUME.includes(name),
  );
  if (extra.length > 0)
    throw new InputError(
      `a resumed run keeps the options it began with: leave out ${extra.map(flag).join(', ')}`,
    );
  const run =
    typeof resume === 'string' && (resume !== LATEST || kindOf(resume))
      ? openToResume(findRun(resume, common.runs).path)
      : latestUnfinished(common.runs, scenario.name);
  try {
    return { ...common, ...recorded(run, scenario, common.data), resume: run };
  } catch (error) {
    run.leave();
    throw error;
  }
}

/** The options of an earlier run, and its data as it found them. Throws InputError. */
function recorded(
  run: RunFolder,
  { name, options }: AnyScenario,
  given: string | undefined,
): Pick<ScenarioRequest, 'options' | 'seed' | 'dataSet' | 'data' | 'classes' | 'firstLabel'> {
  const record = run.record();
  if (record.scenario !== name)
    throw new InputError(`${run.path} is a run of ${record.scenario}, not of ${name}`);
  const before = record.data;
  const { classes, firstLabel } = before ?? record;
  return {
    options: checkOptions(options, record.options),
    seed: record.seed,
    dataSet: before?.set ?? record.dataSet, // a run may have fallen back on drawn digits
    data: given ?? (before ? givenFolder(before) : record.dataFolder),
    ...{ classes, firstLabel },
  };
}

/**
 * Writes the report of a run that has ended, with PNGs of its figures where asked, and says where it
 * is. What goes wrong here is said and no more: how the run itself ended must not be hidden by it.
 */
async function leaveReport(
  run: RunFolder,
  { png }: { readonly png: boolean },
  say: (text: string) => void,
): Promise<void> {
  try {
    const { writePngs, writeReport } = await import('../pages/report/report');
    say(`report: ${writeReport(run)}`);
    if (png) await writePngs(run);
  } catch (error) {
    // A disk that made the run fail refuses its report, too: the first error says more.
    if (run.record().status === 'finished')
      say(
        `the report of this run could not be written: ${error instanceof Error ? error.message : String(error)}`,
      );
  }
}

/**
 * Declares a scenario. Make it the default export of its file: `npx topdown run <name> [options]` finds it
 * in the folder `scenarios`, and `npx topdown run ./<file>` anywhere; ts-node runs the file by itself, too.
 */
export function defineScenario<Shape extends z.ZodRawShape, Results>(
  scenario: Scenario<Shape, Results>,
): Scenario<Shape, Results> {
  setImmediate(() => {
    if (require.main?.exports.default !== scenario) return;
    const usage = `npx topdown run ${scenario.name}`;
    asProgram(() => runScenario(scenario, process.argv.slice(2), usage));
  });
  return scenario;
}
