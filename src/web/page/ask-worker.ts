import type { Question, WorkerAnswers, WorkerAsked, WorkerReply } from '../worker/messages';

/** Asks the page's worker. Throws Error where it refuses, with its reason, and where it has failed, from then on. */
export type AskWorker = <Q extends Question>(
  question: Q,
  given?: ArrayBuffer[],
) => Promise<WorkerAnswers[Q['kind']]>;

/** What is needed of a worker of the browser's. */
export interface AskedWorker {
  postMessage(asked: WorkerAsked, given: ArrayBuffer[]): void;
  terminate(): void;
  addEventListener(of: 'message', hear: (event: { readonly data: WorkerReply }) => void): void;
  /** An error of its own, outside any answer; without words where its file cannot be loaded. */
  addEventListener(of: 'error', hear: (event: { readonly message: string }) => void): void;
  /** An answer that cannot be read. */
  addEventListener(of: 'messageerror', hear: () => void): void;
}

interface Asker {
  readonly keep: (answer: never) => void;
  readonly refuse: (error: Error) => void;
}

/** Asks this worker. One that has told of an error of its own, outside any answer, is asked no more. */
export function askWorker(worker: AskedWorker): AskWorker {
  const waiting = new Map<number, Asker>();
  let asked = 0;
  let failure: Error | undefined;
  worker.addEventListener('message', ({ data }) => {
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if ('refused' in data) asker?.refuse(new Error(data.refused));
    else asker?.keep(data.answer as never);
  });
  const fail = (why: string) => {
    failure = new Error(`${why}: reload the page`);
    for (const { refuse } of waiting.values()) refuse(failure);
    waiting.clear();
    worker.terminate();
  };
  worker.addEventListener('error', ({ message }) =>
    fail(
      message ? `the page’s worker has failed (${message})` : 'the page’s worker does not start',
    ),
  );
  worker.addEventListener('messageerror', () =>
    fail('an answer of the page’s worker cannot be read'),
  );
  return (question, given = []) =>
    new Promise((keep, refuse) => {
      if (failure) throw failure;
      const id = asked++;
      worker.postMessage({ id, question }, given);
      waiting.set(id, { keep, refuse });
    });
}
