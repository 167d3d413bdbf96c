import { expect, it } from 'vitest';
import { type AskedWorker, askWorker } from '../../src/web/page/ask-worker';
import type { WorkerAsked, WorkerReply } from '../../src/web/worker/messages';

/** A worker that answers and fails when it is told to. */
class TestWorker extends EventTarget {
  readonly asked: number[] = [];
  isTerminated = false;
  postMessage({ id }: WorkerAsked) {
    this.asked.push(id);
  }
  terminate() {
    this.isTerminated = true;
  }
  reply(data: WorkerReply) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  fail(type: 'error' | 'messageerror', message?: string) {
    this.dispatchEvent(Object.assign(new Event(type), { message }));
  }
}

const OPEN = { kind: 'open', address: 'somewhere' } as const;

function asking() {
  const worker = new TestWorker();
  return { worker, ask: askWorker(worker as unknown as AskedWorker) };
}

it('hands each asker the answer to its question, or why there is none', async () => {
  const { worker, ask } = asking();
  const [first, second, third] = [ask(OPEN), ask(OPEN), ask(OPEN)];
  worker.reply({ id: 1, answer: new Uint8Array([1]) });
  worker.reply({ id: 0, refused: 'no such file' });
  worker.reply({ id: 2, answer: new Uint8Array([2]) });
  await expect(first).rejects.toThrow(/^no such file$/);
  expect([await second, await third]).toEqual([new Uint8Array([1]), new Uint8Array([2])]);
});

it.each([
  ['error', 'Uncaught Error: lost', 'has failed (Uncaught Error: lost): reload the page'],
  ['error', undefined, 'does not start: reload the page'],
  ['messageerror', undefined, 'cannot be read: reload the page'],
] as const)(
  'refuses what is waiting, and all that comes later, after an %s of the worker’s own: %s',
  async (type, message, told) => {
    const { worker, ask } = asking();
    const waiting = ask(OPEN);
    worker.fail(type, message);
    await expect(waiting).rejects.toThrow(told);
    await expect(ask(OPEN)).rejects.toThrow(told);
    expect([worker.asked, worker.isTerminated]).toEqual([[0], true]);
  },
);
