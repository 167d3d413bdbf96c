import { isNotConnectionError } from 'bullmq';
import { digest } from '../job';
import type { PlannedJob } from '../planned-job';

// What those who ask for jobs and those who do them agree upon. A queue is a bell, not a book: which
// jobs are done, the run folders tell, so that a queue that has lost all it held loses nothing.

/** The name of the queue in its database. */
export const QUEUE = 'topdown';

/** The name of a job in the queue: the same for the same job, so that asking twice runs it once. */
export function queuedId({ key, store }: Pick<PlannedJob, 'key' | 'store'>): string {
  return ['job', key, ...(store === undefined ? [] : [digest(store)])].join('-');
}

/** What a worker returns of a job that it has done. */
export interface DoneJob {
  /** The run's folder, as that machine calls it. */
  readonly run: string;
  readonly host: string;
}

/** What a worker tells of a job that it is at. */
export interface JobNews {
  readonly host: string;
  readonly line: string;
}

/** Milliseconds after which the same error is told again. */
const REMINDER = 60_000;

/** Tells of errors of the queue, each once a minute, but not that it refuses connections while it is away. */
export function queueErrors(say: (text: string) => void): (error: Error) => void {
  const told = new Map<string, number>();
  return (error) => {
    const now = performance.now();
    const before = told.get(error.message) ?? Number.NEGATIVE_INFINITY;
    if (!isNotConnectionError(error) || now - before < REMINDER) return;
    told.set(error.message, now);
    say(`the queue: ${error.message}`);
  };
}

/** Milliseconds that a queue which is away may keep a program from ending. */
const FAREWELL = 2000;

/** Waits for this, but not for long. */
export async function briefly(ending: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, FAREWELL);
  });
  await Promise.race([ending.catch(() => undefined), over]);
  clearTimeout(timer);
}
