import { expect, it } from 'vitest';
import { withDownloads } from '../../src/runs/downloads';
import { Interrupted, type Surroundings } from '../../src/runs/scenario';

/** A person who watches, and what they see. */
function watching() {
  const seen: string[] = [];
  const stop = new AbortController();
  const progress: Surroundings['progress'] = (what, total) => {
    seen.push(`${what}: ${total}`);
    return { advance: (by) => seen.push(`${by}`), done: () => seen.push('done') };
  };
  return { seen, stop, surroundings: { progress, signal: stop.signal } };
}

const FILES = [
  { file: 'a.gz', received: 3, total: 5 },
  { file: 'a.gz', received: 5, total: 5 },
  { file: 'b.gz', received: 1, total: 1 },
];

it('files that arrive are shown, a bar each, by what is new of them', async () => {
  const { seen, surroundings } = watching();
  const loaded = await withDownloads(surroundings, async ({ onProgress }) => {
    for (const one of FILES) onProgress?.(one);
    return 'all';
  });
  expect(loaded).toBe('all');
  expect(seen).toEqual([
    ...['downloading a.gz: 5', '3', '2', 'done'],
    ...['downloading b.gz: 1', '1', 'done'],
  ]);
});

it('a download that is stopped is Interrupted, and one that fails says why; no bar is left', async () => {
  const { seen, stop, surroundings } = watching();
  const ended = withDownloads(surroundings, async ({ onProgress, signal }) => {
    onProgress?.({ file: 'a.gz', received: 1, total: 5 });
    stop.abort();
    signal?.throwIfAborted();
  });
  await expect(ended).rejects.toThrow(Interrupted);
  expect(seen.at(-1)).toBe('done');
  const failed = withDownloads(watching().surroundings, async () => {
    throw new Error('no mirror');
  });
  await expect(failed).rejects.toThrow('no mirror');
});

it('a stop that is asked for while what is there is loaded is heard', async () => {
  const { stop, surroundings } = watching();
  const loaded = withDownloads(surroundings, async () => {
    queueMicrotask(() => stop.abort());
    return 'all';
  });
  await expect(loaded).rejects.toThrow(Interrupted);
});
