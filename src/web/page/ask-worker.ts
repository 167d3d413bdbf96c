import type { Question, WorkerAnswers, WorkerAsked, WorkerReply } from '../worker/messages';

/** Asks the page's worker. Throws Error where it refuses, with its reason. */
export type AskWorker = <Q extends Question>(
  question: Q,
  given?: Transferable[],
) => Promise<WorkerAnswers[Q['kind']]>;

/** Starts the worker in the file at this address. */
export function startWorker(address: string): AskWorker {
  const worker = new Worker(address);
  const waiting = new Map<
    number,
    { keep: (answer: never) => void; refuse: (error: Error) => void }
  >();
  let asked = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => {
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if ('refused' in data) asker?.refuse(new Error(data.refused));
    else asker?.keep(data.answer as never);
  });
  worker.addEventListener('error', ({ message }) => {
    for (const { refuse } of waiting.values())
      refuse(new Error(message || 'the page’s worker does not start'));
    waiting.clear();
  });
  return (question, given = []) =>
    new Promise((keep, refuse) => {
      const id = asked++;
      waiting.set(id, { keep, refuse });
      worker.postMessage({ id, question } satisfies WorkerAsked, given);
    });
}
