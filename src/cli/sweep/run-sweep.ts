import path from 'node:path';
import { filesToCome } from '../../data/load';
import { InputError } from '../../input/errors';
import { loadedContent } from '../../runs/data-content';
import { grouped } from '../../statistics/mean';
import { type Job, jobInWords, type SweepPlan } from '../../sweep/job';
import { type JobState, runLedger } from '../../sweep/run-ledger';
import { type Swept, sweep } from '../../sweep/sweep';
import { jobsText, sweepText } from '../../sweep/sweep-text';
import { FAILED, failure } from '../as-program';
import { loadScenario } from '../find-scenario';
import { parseOptions } from '../option-schema';
import { print, printJson } from '../print';
import { interrupts } from '../signals/interrupts';
import { terminal } from '../terminal';
import { planSweep } from './plan-sweep';
import { sharedOptions, sweepCommandLine, sweepOptions } from './sweep-options';
import { sweepProgress } from './sweep-progress';
import { workersHere } from './workers-here';

/** Runs a sweep over the scenario of this name or file, as a command; returns the exit code. */
export async function runSweep(named: string, args: readonly string[]): Promise<number> {
  const { say, progress, close } = terminal();
  const stop = interrupts(say);
  try {
    const scenario = loadScenario(named);
    const command = sweepCommandLine(scenario, `topdown sweep ${named}`);
    command.parse([...args], { from: 'user' });
    const { workers: atOnce, dryRun, vary } = parseOptions(sweepOptions, command.opts());
    if (vary === undefined && command.getOptionValueSource('seeds') !== 'cli')
      throw new InputError(
        `a sweep is of several runs: say what varies by --vary name=values, or how many seeds by --seeds; a single run is \`topdown run ${named}\``,
      );
    const shared = parseOptions(sharedOptions(scenario), command.opts());
    const { dataSet, data, classes, firstLabel } = shared;
    const content = await filesToCome(dataSet, { data, classes, firstLabel });
    const plan = planSweep(scenario, command, loadedContent(content));
    const ledger = runLedger(shared.runs, scenario);
    const find = ledger.look();
    if (dryRun) {
      print(`${jobsText(plan.jobs, plan.varied, find)}\n`);
      return 0;
    }
    const before = new Set(plan.jobs.filter((job) => find(job).state === 'finished'));
    say(`${plan.jobs.length} jobs, ${before.size} of them done`);
    const watch = sweepProgress({ say, progress }, plan, { before, atOnce });
    const { png, json } = shared;
    const { signal } = stop;
    const worker = workersHere(named, scenario, ledger, shared);
    const swept = await sweep(
      { ...plan, jobs: othersLast(plan.jobs, find) },
      { ...watch, worker, atOnce, signal, png },
    ).finally(watch.done);
    if (json) printJson(swept.record);
    const failed = sayOutcome(plan, swept, say);
    if (signal.aborted) {
      say('stopped; the same command goes on from here');
      return stop.code();
    }
    if (failed > 0) return FAILED;
    checkMeasures(plan, swept);
    return 0;
  } catch (error) {
    return failure(error, say);
  } finally {
    close();
    stop.release();
  }
}

/** What other processes are at comes last: it is waited for when there is nothing else to do. */
function othersLast(jobs: readonly Job[], find: (job: Job) => JobState): Job[] {
  const isGoing = (job: Job) => Number(find(job).state === 'going');
  return jobs.toSorted((one, other) => isGoing(one) - isGoing(other));
}

/** Says what a sweep came to; returns how many jobs failed. */
function sayOutcome(
  { folder, varied }: SweepPlan,
  { record, rows }: Swept,
  say: (text: string) => void,
): number {
  const there = measuresIn(rows);
  const shown = record.measures.filter((measure) => there.has(measure));
  if (shown.length > 0) say(sweepText(rows, varied, shown));
  if (shown.length > 0) say(`figure: ${path.join(folder, 'sweep.svg')}`);
  say(`everything is in ${folder}`);
  const failed = record.jobs.filter(({ status }) => status === 'failed');
  const lines = grouped(failed, ({ error = '' }) => error).map((jobs) => {
    const which = jobs.map((job) => jobInWords(job, varied));
    return `${which.join('; ')}: ${jobs[0].error}`;
  });
  if (failed.length > 0)
    say(
      [
        `error: ${failed.length} of ${record.jobs.length} jobs failed; the same command tries them again`,
        ...lines,
      ].join('\n'),
    );
  return failed.length;
}

/** Throws InputError where the results have no such measure as was asked for. */
function checkMeasures({ measures }: SweepPlan, { rows }: Swept): void {
  const there = measuresIn(rows);
  const missing = measures.filter((measure) => !there.has(measure));
  if (missing.length > 0)
    throw new InputError(`no ${missing.join(', ')}: the results have ${[...there].join(', ')}`);
}

/** The measures that have one number a run. */
function measuresIn(rows: Swept['rows']): Set<string> {
  return new Set(rows.filter(({ step }) => step === null).map(({ measure }) => measure));
}
