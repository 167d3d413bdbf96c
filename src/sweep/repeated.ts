import { setTimeout as pause } from 'node:timers/promises';

/**
 * Does `work` again and again, with so many milliseconds between; `failed` hears of errors, which end nothing.
 * Returns what ends it, which resolves when nothing of it goes on.
 */
export function repeated(
  every: number,
  work: () => Promise<void>,
  failed: (error: Error) => void,
): () => Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  const going = (async () => {
    while (!signal.aborted) {
      await work().catch(failed);
      await pause(every, undefined, { signal }).catch(() => undefined);
    }
  })();
  return () => {
    over.abort();
    return going;
  };
}
