import { quoted } from '../../input/quoted';
import type { Job } from '../../sweep/job';
import { plannedJobs } from '../../sweep/planned-job';
import { runJobs, type Worker } from '../../sweep/run-jobs';
import { finishedJobs, type JobState } from '../../sweep/run-ledger';
import { sweep } from '../../sweep/sweep';
import { sweepStatus } from '../../sweep/sweep-status';
import { jobsText } from '../../sweep/sweep-text';
import { FAILED } from '../as-program';
import { type Doing, interruptible } from '../interruptible';
import { print, printJson } from '../print';
import { writePlan } from './plan-file';
import { noWorker, planned } from './planned';
import { type PreparedSweep, prepareSweep } from './prepare-sweep';
import { withQueue } from './queued-sweep';
import { checkMeasures, leaveSweepReport, sayOutcome } from './sweep-outcome';
import { sweepProgress } from './sweep-progress';
import { workersHere } from './workers-here';

/**
 * Runs a sweep over the scenario of this name or file, as a command; where none is named, what is asked of a
 * plan. Returns the exit code.
 */
export async function runSweep(
  named: string | undefined,
  args: readonly string[],
): Promise<number> {
  return interruptible(
    async (doing) => {
      if (named !== undefined) return sweepAll(await prepareSweep(named, args, doing), doing);
      const asked = await planned(args, doing);
      if (asked.ask === 'job') return doJob(asked.prepared, asked.job, doing);
      const { plan } = asked.prepared;
      return perform(asked.prepared, { worker: noWorker, json: asked.json }, doing, {
        unfinished: `${plan.folder} holds what has finished; the other jobs are left to run`,
      });
    },
    () => 'stopped before it began',
  );
}

async function sweepAll(prepared: PreparedSweep, doing: Doing): Promise<number> {
  const { named, scenario, plan, ledger, options } = prepared;
  const find = ledger.look();
  if (options.dryRun) {
    if (options.json) printJson(sweepStatus(plan, find, Date.now()));
    else print(`${jobsText(plan.jobs, plan.varied, find)}\n`);
    return 0;
  }
  if (options.plan !== undefined) {
    writePlan(options.plan, [...plannedJobs(scenario.options, plan).values()]);
    doing.say(
      `${plan.jobs.length} jobs are in ${options.plan}: \`npx topdown sweep --plan ${quoted(options.plan)} --job <number>\` does one, from 1 to ${plan.jobs.length}; \`--collect\` in place of \`--job\` writes what they came to`,
    );
    return 0;
  }
  const jobs = othersLast(plan.jobs, find);
  const { json, queue } = options;
  const ordered = { ...prepared, plan: { ...plan, jobs } };
  if (queue !== undefined)
    return withQueue(queue, ordered, doing.say, (worker) =>
      perform(ordered, { worker, json, atOnce: jobs.length, stopped: OTHERS_GO_ON }, doing),
    );
  const worker = workersHere(named, scenario, ledger, options);
  return perform(ordered, { worker, json }, doing);
}

/** Does one job of a plan; what it came to is collected later. */
async function doJob(
  { named, scenario, plan, ledger, options }: PreparedSweep,
  job: Job,
  { say, progress, stop }: Doing,
): Promise<number> {
  const watch = sweepProgress(
    { say, progress },
    { ...plan, jobs: [job] },
    { before: new Map(), atOnce: 1 },
  );
  const worker = workersHere(named, scenario, ledger, options);
  const [outcome] = await runJobs([job], worker, 1, stop.signal, watch).finally(watch.done);
  if (outcome?.run) return 0;
  if (outcome?.error === undefined) {
    say('stopped; the same command continues from here');
    return stop.code();
  }
  say(`error: ${outcome.error}`);
  return FAILED;
}

/** How jobs are done, and what is printed in the end. */
interface Performance {
  readonly worker: Worker;
  readonly json: boolean;
  /** Jobs that are asked for at a time; undefined: as many as there are workers here. */
  readonly atOnce?: number;
  /** What is said where it is stopped. */
  readonly stopped?: string;
}

const OTHERS_GO_ON =
  'stopped waiting: workers continue with what is in the queue; the same command waits again';

async function perform(
  { plan, ledger, options }: PreparedSweep,
  { worker, json, ...how }: Performance,
  { say, progress, stop }: Doing,
  { unfinished }: { readonly unfinished?: string } = {},
): Promise<number> {
  const { workers, png } = options;
  const atOnce = how.atOnce ?? workers;
  const before = finishedJobs(ledger, plan.jobs);
  say(`${plan.jobs.length} jobs, ${before.size} of them done`);
  const watch = sweepProgress({ say, progress }, plan, { before, atOnce });
  const { signal } = stop;
  const swept = await sweep(plan, { ...watch, worker, before, atOnce, signal, png }).finally(
    watch.done,
  );
  if (json) printJson(swept.record);
  const failed = sayOutcome(plan, swept, say);
  await leaveSweepReport(plan.folder, say);
  if (signal.aborted) {
    say(how.stopped ?? 'stopped; the same command continues from here');
    return stop.code();
  }
  if (failed > 0) return FAILED;
  checkMeasures(plan, swept);
  if (unfinished === undefined || before.size === plan.jobs.length) return 0;
  say(unfinished);
  return FAILED;
}

/** What other processes are at comes last: it is waited for when there is nothing else to do. */
function othersLast(jobs: readonly Job[], find: (job: Job) => JobState): Job[] {
  const isGoing = (job: Job) => Number(find(job).state === 'going');
  return jobs.toSorted((one, other) => isGoing(one) - isGoing(other));
}
