import type { Command } from 'commander';
import { startEngine } from '../engine/backend';
import { InputError } from '../engine/errors';
import { givenFolder } from '../experiment/data-content';
import { flag } from '../experiment/flag';
import type { HeldRun } from '../experiment/held-run';
import { Interrupted, stopIfInterrupted } from '../experiment/interrupted';
import { perform, type Request } from '../experiment/perform';
import { latestUnfinished, openToResume } from '../experiment/resume-run';
import type { RunFolder } from '../experiment/run-folder';
import type { AnyScenario } from '../experiment/scenario';
import { commonOptions, FREE_ON_RESUME } from './common-options';
import { failure } from './failure';
import { interrupts } from './interrupts';
import { leaveReport } from './leave-report';
import { checkOptions, parseOptions } from './option-schema';
import { printJson } from './print';
import { scenarioCommand } from './scenario-command';
import { terminal } from './terminal';

/**
 * Runs a scenario as a command: reads its options from `args`, runs it, prints its record as JSON
 * where asked, and returns the exit code. `usage` is what a person types to get here.
 */
export async function runScenario(
  scenario: AnyScenario,
  args: readonly string[],
  usage: string,
): Promise<number> {
  const { say, progress, close } = terminal();
  const stop = interrupts(say);
  let resumed: HeldRun | undefined;
  let begun = false;
  try {
    const command = scenarioCommand(scenario, usage);
    command.parse([...args], { from: 'user' });
    const { json, png, engine: choice, ...request } = requestOf(scenario, command);
    resumed = request.resume;
    begun = resumed !== undefined;
    const engine = await startEngine(choice);
    say(`engine: ${engine.description}`);
    if (engine.note) say(engine.note);
    stopIfInterrupted(stop.signal);
    const surroundings = { engine, say, progress, signal: stop.signal };
    const { run, stopped } = await perform(scenario, request, surroundings, (ended) =>
      leaveReport(ended, { png }, say),
    );
    begun ||= run.begun();
    if (stopped) throw stopped.by;
    say(`everything is in ${run.path}`);
    if (json) printJson(run.record());
    return 0;
  } catch (error) {
    if (!(error instanceof Interrupted)) return failure(error, say);
    say(begun ? 'stopped; --resume goes on from here' : 'stopped before it had begun');
    return stop.code();
  } finally {
    resumed?.leave();
    close();
    stop.release();
  }
}

type ScenarioRequest = Request<Record<string, unknown>> & {
  json: boolean;
  png: boolean;
  engine?: string | undefined;
};

/** What was asked for: options as typed, or for a resumed run as they were at its start. */
function requestOf(scenario: AnyScenario, command: Command): ScenarioRequest {
  const typed = command.opts();
  const { resume, ...common } = parseOptions(commonOptions(), typed);
  if (resume === undefined || resume === false)
    return { ...common, options: parseOptions(scenario.options, typed) };
  const extra = Object.keys(typed).filter(
    (name) => command.getOptionValueSource(name) === 'cli' && !FREE_ON_RESUME.includes(name),
  );
  if (extra.length > 0)
    throw new InputError(
      `a resumed run keeps the options it began with: leave out ${extra.map(flag).join(', ')}`,
    );
  const run =
    typeof resume === 'string'
      ? openToResume(resume)
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
