import { EnvironmentError } from '../../input/errors';
import type { RunFolder } from '../../runs/run-folder';
import { Interrupted } from '../../runs/scenario';
import type { Job } from '../job';
import type { PlannedJob } from '../planned-job';
import type { Worker } from '../run-jobs';
import type { RunLedger } from '../run-ledger';
import { type DoneJob, queuedId } from './queued-job';

/** Milliseconds for which a run that is said to be done may not be seen yet, as on a slow shared disk. */
const LATE = 60_000;

/** A job that is waited for. */
interface Awaited {
  readonly job: Job;
  readonly planned: PlannedJob;
  readonly tell: Parameters<Worker>[2];
  readonly resolve: (run: RunFolder) => void;
  readonly reject: (error: Error) => void;
  /** Since when it is said to be done though its run is not to be seen. */
  unseenSince?: number;
}

/** What a sweep waits for: jobs, by what they are called in the queue, until their runs are there. */
export class AwaitedJobs {
  readonly #ledger: RunLedger;
  readonly #awaited = new Map<string, Awaited>();

  constructor(ledger: RunLedger) {
    this.#ledger = ledger;
  }

  get planned(): readonly PlannedJob[] {
    return [...this.#awaited.values()].map(({ planned }) => planned);
  }

  /** The job of this name, where it is waited for. */
  job(id: string): Job | undefined {
    return this.#awaited.get(id)?.job;
  }

  /** Waits for a job's run. Rejects with Interrupted once `signal` is aborted, with EnvironmentError as `fail` says. */
  wait(
    { job, planned }: Pick<Awaited, 'job' | 'planned'>,
    signal: AbortSignal,
    tell: Awaited['tell'],
  ): Promise<RunFolder> {
    const id = queuedId(planned);
    const stop = () => this.#finish(id)?.reject(new Interrupted());
    signal.addEventListener('abort', stop);
    const run = new Promise<RunFolder>((resolve, reject) => {
      this.#awaited.set(id, { job, planned, tell, resolve, reject });
      if (signal.aborted) stop();
    });
    return run.finally(() => signal.removeEventListener('abort', stop));
  }

  /** Looks which runs are there: those jobs are waited for no more. */
  look(): void {
    const find = this.#ledger.look();
    for (const [id, { job }] of this.#awaited) {
      const found = find(job);
      if (found.state === 'finished') this.#finish(id)?.resolve(found.run);
    }
  }

  /** Hears what whoever is at a job says of it. */
  said(id: string, line: string): void {
    this.#awaited.get(id)?.tell.said(line);
  }

  /** Hears that a job is done, though its run is not to be seen here: it fails if that lasts. */
  unseen(id: string, done: DoneJob): void {
    const one = this.#awaited.get(id);
    if (!one) return;
    one.unseenSince ??= performance.now();
    if (performance.now() - one.unseenSince < LATE) return;
    this.fail(
      id,
      `${done.run} on ${done.host} holds its run, which cannot be seen here: let the machines share the folder, give a --store, or collect the runs (docs/sweeps.md)`,
    );
  }

  fail(id: string, why: string): void {
    this.#finish(id)?.reject(new EnvironmentError(why));
  }

  #finish(id: string): Awaited | undefined {
    const one = this.#awaited.get(id);
    this.#awaited.delete(id);
    return one;
  }
}
