import type { Queue } from 'bullmq';
import type { Job } from '../job';
import type { PlannedJob } from '../planned-job';
import type { AwaitedJobs } from './awaited-jobs';
import { type DoneJob, queuedId } from './queued-job';

/** What is needed besides the queue. */
interface Means {
  /** Tells a person something. */
  readonly say: (text: string) => void;
  /** Brings the run of a job here, where it is done; tells whether it could see if it is. */
  readonly fetch: (job: Job) => Promise<boolean>;
}

/** What a queue holds of the jobs that are awaited. It may have lost them, or have ended them for an earlier sweep. */
export class HeldJobs {
  readonly #queue: Queue<PlannedJob, DoneJob>;
  readonly #awaited: AwaitedJobs;
  readonly #means: Means;
  /** Jobs that the queue is known to hold for this sweep: how they end from then on counts. */
  readonly #begun = new Set<string>();
  #workers = -1;

  constructor(queue: Queue<PlannedJob, DoneJob>, awaited: AwaitedJobs, means: Means) {
    this.#queue = queue;
    this.#awaited = awaited;
    this.#means = means;
  }

  /** Has the queue hold what is waited for, and learns what was missed of it. */
  async ensure(): Promise<void> {
    const asked = this.#awaited.planned;
    const ended = await this.#queue.getRanges(['failed', 'completed'], 0, -1);
    const going = await this.#queue.getRanges(['wait', 'active', 'delayed'], 0, -1);
    const held = new Set([...ended, ...going]);
    await this.#queue.addBulk(asked.filter((one) => !held.has(queuedId(one))).map(entry));
    for (const id of ended) await this.#ended(id);
    for (const one of asked) this.#begun.add(queuedId(one));
    await this.#tellUnserved();
  }

  /** Hears that a job has failed. */
  failed(id: string, why: string): void {
    if (this.#begun.has(id)) this.#awaited.fail(id, why);
  }

  /** What becomes of a job that has ended in the queue: one of an earlier sweep's is tried again. */
  async #ended(id: string): Promise<void> {
    const awaited = this.#awaited.job(id);
    if (!awaited) return;
    const job = await this.#queue.getJob(id);
    const state = await job?.getState();
    if (!job || (state !== 'failed' && state !== 'completed')) return;
    if (!this.#begun.has(id))
      await job.retry(state).catch(() => undefined); // another was faster
    else if (state === 'failed') this.failed(id, job.failedReason);
    else if (await this.#means.fetch(awaited)) this.#awaited.unseen(id, job.returnvalue);
  }

  async #tellUnserved(): Promise<void> {
    const workers = await this.#queue.getWorkersCount();
    if (workers === 0 && this.#workers !== 0)
      this.#means.say('no `npx topdown worker` serves the queue: waiting until one does');
    this.#workers = workers;
  }
}

function entry(planned: PlannedJob) {
  return { name: planned.about, data: planned, opts: { jobId: queuedId(planned) } };
}
