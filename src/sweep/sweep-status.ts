import { readMetrics } from '../observation/metrics';
import type { RunFolder } from '../runs/run-folder';
import { mean } from '../statistics/mean';
import { type Job, jobInWords, type SweepPlan } from './job';
import type { JobState } from './run-ledger';

/** How far a job has come: `stopped` goes on when it is asked for again. */
export interface JobStatus {
  /** What sets it apart from the others. */
  readonly about: string;
  readonly state: 'finished' | 'going' | 'stopped' | 'failed' | 'open';
  /** The folder of its run. */
  readonly run?: string;
  /** Who is at it, and where. */
  readonly who?: string;
  /** Why it failed. */
  readonly error?: string;
  /** How much of it is done, 0 … 1, by its epochs. */
  readonly done: number;
  /** From its start to its end, or until now, in seconds; undefined where the clock was set back meanwhile. */
  readonly seconds?: number;
}

/** How far a sweep has come. */
export interface SweepStatus {
  /** Raised when what the fields mean changes. */
  readonly schema: 1;
  readonly scenario: string;
  readonly jobs: readonly JobStatus[];
  /** Jobs in each state. */
  readonly count: Readonly<Record<JobStatus['state'], number>>;
  /** Finished jobs an hour, since the first of all began; undefined where none has finished. */
  readonly perHour?: number;
  /**
   * About how long the others take, with as many at a time as now, by the finished runs that were not resumed: how
   * long the others paused is not counted. Undefined where that is not known.
   */
  readonly secondsLeft?: number;
}

/** How far the jobs of a sweep have come, as its run folders tell it at `now`, in milliseconds. */
export function sweepStatus(
  { scenario, jobs, varied }: Pick<SweepPlan, 'scenario' | 'jobs' | 'varied'>,
  find: (job: Job) => JobState,
  now: number,
): SweepStatus {
  const found = jobs.map(find);
  const all = found.map((state, at) => ({
    about: jobInWords(jobs[at] as Job, varied),
    ...statusOf(state, now),
  }));
  const of = (state: JobStatus['state']) => all.filter((job) => job.state === state);
  const count = {
    ...{ finished: of('finished').length, going: of('going').length },
    ...{ stopped: of('stopped').length, failed: of('failed').length, open: of('open').length },
  };
  const began = found.flatMap(({ run }) => (run ? [Date.parse(run.record().started)] : []));
  if (count.finished === 0) return { schema: 1, scenario, jobs: all, count };
  const took = all.flatMap(({ state, seconds }, at) => {
    const straight = found[at]?.run?.record().resumed.length === 0;
    return state === 'finished' && straight && seconds !== undefined ? [seconds] : [];
  });
  const ended = found.flatMap(({ run }) => Date.parse(run?.record().ended ?? '') || []);
  const until = count.going > 0 ? now : Math.max(...ended);
  const hours = (until - Math.min(...began)) / 3_600_000;
  const left = all.reduce((sum, { state, done }) => sum + (state === 'finished' ? 0 : 1 - done), 0);
  return {
    ...{ schema: 1, scenario, jobs: all, count },
    ...(hours > 0 && { perHour: count.finished / hours }),
    ...(left === 0 && { secondsLeft: 0 }),
    ...(left > 0 &&
      took.length > 0 && { secondsLeft: (left * mean(took)) / Math.max(1, count.going) }),
  };
}

function statusOf(found: JobState, now: number): Omit<JobStatus, 'about'> {
  const { run } = found;
  if (!run) return { state: 'open', done: 0 };
  const { status, started, ended, error } = run.record();
  const until = ended === undefined ? now : Date.parse(ended);
  const seconds = (until - Date.parse(started)) / 1000;
  const about = { run: run.path, ...(seconds >= 0 && { seconds }) };
  if (found.state === 'finished') return { state: 'finished', ...about, done: 1 };
  const done = shareDone(run);
  if (found.state === 'going') return { state: 'going', ...about, done, who: found.who };
  if (status === 'failed')
    return { state: 'failed', ...about, done, ...(error !== undefined && { error }) };
  return { state: 'stopped', ...about, done };
}

/** The epochs that a run has behind it, as a share of all. */
function shareDone(run: RunFolder): number {
  const epochs = Number(run.record().learning?.['epochs']);
  if (!(epochs > 0)) return 0;
  try {
    const last = readMetrics(run.file('metrics.jsonl')).reduce(
      (most, { epoch, batch }) => (batch === null ? Math.max(most, epoch) : most),
      0,
    );
    return Math.min(1, last / epochs);
  } catch {
    return 0; // it has measured nothing yet
  }
}
