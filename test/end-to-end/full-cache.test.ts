import * as fs from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { loadDataSet } from '../../src/data/load';
import { EnvironmentError } from '../../src/input/errors';
import { temporaryFolder } from '../support/folder';
import { mirror, published } from '../support/mirror';

// A disk with room for so many files; of the next, it takes half.
const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const full = new Set<number>(); // files that have been written by half
  return {
    ...real,
    writeSync: (open: number, bytes: Uint8Array, at: number, length: number) => {
      const isFull = at > 0 ? full.has(open) : disk.room-- <= 0;
      if (!isFull) return real.writeSync(open, bytes, at, length);
      if (full.delete(open)) throw Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' });
      full.add(open);
      return real.writeSync(open, bytes, at, Math.floor(length / 2));
    },
  };
});

test('a download that fills the disk keeps whole files only, and goes on when there is room', async () => {
  for (const name of ['HTTP_PROXY', 'http_proxy', 'TOPDOWN_DATA']) vi.stubEnv(name, undefined);
  const { dataSet, files, serve } = published();
  const cache = temporaryFolder();
  const load = async () => loadDataSet({ ...dataSet, mirrors: [await mirror(serve())] }, { cache });
  disk.room = 2;
  const loading = load();
  await expect(loading).rejects.toThrow(EnvironmentError);
  await expect(loading).rejects.toThrow(/^cannot write .*t10k-images.*: the disk is full/);
  const kept = () => fs.readdirSync(path.join(cache, 'tiny')).sort();
  expect(kept()).toEqual(['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz']);
  disk.room = Number.POSITIVE_INFINITY;
  expect(await load()).toMatchObject({ asPublished: true, source: { kind: 'download' } });
  expect(kept()).toEqual([...files.keys()].sort());
});
