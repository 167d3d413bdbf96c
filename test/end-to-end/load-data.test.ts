import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type DataSet, fetchable, filesOf } from '../../src/data/data-set';
import { allDataSets } from '../../src/data/data-sets';
import type { DownloadProgress } from '../../src/data/download';
import { spellings } from '../../src/data/finding/data-files';
import { DataMissing, loadDataSet, locateDataSets } from '../../src/data/load';
import { MNIST } from '../../src/data/sets/mnist';
import { EnvironmentError, InputError } from '../../src/input/errors';
import { temporaryFolder } from '../support/folder';
import { idxBytes, smallDataSet } from '../support/idx-bytes';
import { mirror, published } from '../support/mirror';

const COLLECTION = process.env['TOPDOWN_DATA'];

beforeEach(() => {
  vi.unstubAllEnvs();
  vi.stubEnv('TOPDOWN_DATA', '');
  for (const name of ['HTTP_PROXY', 'http_proxy']) vi.stubEnv(name, undefined); // mirrors are here
});

/** A folder with the small data set's files, unpacked, under other names where they are given. */
function folderOf(files: Record<string, Uint8Array> = smallDataSet(), folder = temporaryFolder()) {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
  return folder;
}

describe('a data set from a folder', () => {
  test.each(['mnist', 'fashion-mnist'])('%s: its images, labels, and checksums', async (name) => {
    const data = folderOf();
    const loaded = await loadDataSet(name, { data });
    expect(loaded.training).toMatchObject({ count: 12, rows: 3, columns: 4, classes: 10 });
    expect(loaded.test).toMatchObject({ name: `${name} test`, count: 5, rows: 3, columns: 4 });
    const images = smallDataSet()['t10k-images-idx3-ubyte'];
    expect(Buffer.from(loaded.test.pixels)).toEqual(images.subarray(16));
    expect(loaded.source).toEqual({ kind: 'folder', path: data });
    expect(Object.keys(loaded.checksums)).toEqual(Object.keys(smallDataSet()));
    expect(loaded.asPublished).toBe(false);
  });

  test.each([0, 1, 2, 3])('by each way to spell the names (%d), packed or not', async (way) => {
    const renamed = Object.entries(smallDataSet()).map(([name, bytes]) => {
      const spelled = spellings(MNIST, name)[way] as string;
      return [spelled, spelled.endsWith('.gz') ? gzipSync(bytes) : bytes] as const;
    });
    const plain = await loadDataSet('mnist', { data: folderOf() });
    const loaded = await loadDataSet('mnist', { data: folderOf(Object.fromEntries(renamed)) });
    expect(loaded.training).toEqual(plain.training);
    expect(loaded.checksums).toEqual(plain.checksums);
  });

  test('is known as published by its content, packed as it was, packed anew, or not', async () => {
    const { dataSet, files } = published();
    const anew = [...files].map(([name, bytes]) => [
      name,
      gzipSync(gunzipSync(bytes), { level: 1 }),
    ]);
    for (const packed of [files, anew] as const)
      expect(
        await loadDataSet(dataSet, { data: folderOf(Object.fromEntries(packed)) }),
      ).toMatchObject({ asPublished: true });
    expect((await loadDataSet(dataSet, { data: folderOf() })).asPublished).toBe(true);
    const other = { 't10k-labels-idx1-ubyte': idxBytes([5], [1, 2, 3, 4, 5]) };
    const changed = folderOf({ ...smallDataSet(), ...other });
    expect((await loadDataSet(dataSet, { data: changed })).asPublished).toBe(false);
  });

  test('is refused where files are missing, and nothing else is searched', async () => {
    const collection = temporaryFolder();
    folderOf(smallDataSet(), path.join(collection, 'mnist'));
    const data = folderOf();
    rmSync(path.join(data, 'train-labels-idx1-ubyte'));
    const loading = loadDataSet('mnist', { data, collection });
    await expect(loading).rejects.toThrow(InputError);
    await expect(loading).rejects.toThrow(/lacks 1 of mnist's 4 files: train-labels-idx1-ubyte\./);
    await expect(loading).rejects.toThrow('train-labels.idx1-ubyte.gz');
    const empty = temporaryFolder(); // the folder itself, and none in it that may not be there
    const none = loadDataSet('mnist', { data: empty });
    await expect(none).rejects.toThrow(`the folder ${empty}, given by --data, lacks 4 of`);
    for (const name of Object.keys(smallDataSet())) mkdirSync(path.join(empty, name));
    const folders = loadDataSet('mnist', { data: empty });
    await expect(folders).rejects.toThrow('There, train-images-idx3-ubyte is a folder');
    await expect(loadDataSet('mnist', { data: path.join(data, 'no') })).rejects.toThrow(
      /not a folder/,
    );
  });

  test('is refused where training and test images differ in size', async () => {
    const other = { 't10k-images-idx3-ubyte': idxBytes([5, 4, 3], new Uint8Array(60)) };
    const data = folderOf({ ...smallDataSet(), ...other });
    await expect(loadDataSet('mnist', { data })).rejects.toThrow(/of 3 × 4, but .* of 4 × 3/);
  });

  test('is searched for in the collection, then in the cache', async () => {
    const [collection, cache] = [temporaryFolder(), temporaryFolder()];
    const inCache = folderOf(smallDataSet(), path.join(cache, 'mnist'));
    const fromCache = await loadDataSet('mnist', { collection, cache });
    expect(fromCache.source).toEqual({ kind: 'cache', path: inCache });
    const inCollection = folderOf(smallDataSet(), path.join(collection, 'mnist'));
    vi.stubEnv('TOPDOWN_DATA', collection);
    const found = await loadDataSet('mnist', { cache });
    expect(found.source).toEqual({ kind: 'folder', path: inCollection });
    rmSync(path.join(inCollection, 't10k-labels-idx1-ubyte'));
    await expect(loadDataSet('mnist', { cache })).rejects.toThrow(/TOPDOWN_DATA, lacks 1/);
    vi.stubEnv('TOPDOWN_DATA', path.join(collection, 'nowhere'));
    await expect(loadDataSet('mnist', { cache })).rejects.toThrow(/not a folder/);
  });

  test('that is damaged in the cache says how to get it anew', async () => {
    const cache = temporaryFolder();
    const files = { ...smallDataSet(), 't10k-labels-idx1-ubyte': Buffer.from('x') };
    const folder = folderOf(files, path.join(cache, 'mnist'));
    await expect(loadDataSet('mnist', { cache })).rejects.toThrow(`Remove ${folder}`);
  });
});

describe('a data set from the network', () => {
  const refuse: RequestListener = (_, response) => {
    response.writeHead(404).end();
  };

  /** Loads with these mirrors into a new cache. */
  function load(dataSet: DataSet, mirrors: readonly string[], more = {}) {
    const cache = temporaryFolder();
    const kept = () => {
      const folder = path.join(cache, 'tiny');
      return existsSync(folder) ? readdirSync(folder).sort() : [];
    };
    return {
      kept,
      cache,
      loading: loadDataSet({ ...dataSet, mirrors }, { cache, ...more }),
    };
  }

  test('is kept, and not fetched again', async () => {
    const { dataSet, files, serve } = published();
    const progress: DownloadProgress[] = [];
    const onProgress = (one: DownloadProgress) => progress.push(one);
    const { kept, cache, loading } = load(dataSet, [await mirror(serve())], { onProgress });
    const loaded = await loading;
    expect(loaded.source).toEqual({ kind: 'download', path: path.join(cache, 'tiny') });
    expect(loaded.asPublished).toBe(true);
    expect(kept()).toEqual([...files.keys()].sort());
    expect(progress.at(-1)).toMatchObject({ file: 't10k-labels-idx1-ubyte.gz' });
    expect(progress.every(({ received, total }) => received > 0 && received <= total)).toBe(true);
    const again = await loadDataSet({ ...dataSet, mirrors: [] }, { cache });
    expect(again).toEqual({ ...loaded, source: { ...loaded.source, kind: 'cache' } });
  });

  test.each<[string, (serve: ReturnType<typeof published>['serve']) => RequestListener]>([
    ['has not got it', () => refuse],
    ['gives other bytes', (serve) => serve((bytes) => bytes.map((byte) => byte ^ 1))],
    ['gives more', (serve) => serve((bytes) => Buffer.concat([bytes, bytes]))],
    ['gives less', (serve) => serve((bytes) => bytes.subarray(1))],
    ['hangs up', () => (request) => request.socket.destroy()],
  ])('comes from the second mirror where the first %s', async (_, first) => {
    const { dataSet, serve } = published();
    const mirrors = [await mirror(first(serve)), await mirror(serve())];
    expect((await load(dataSet, mirrors).loading).training.count).toBe(12);
  });

  test('comes from the second mirror where the first says nothing', async () => {
    const { dataSet, serve } = published();
    // Of one file only: each takes all patience, of which the good mirror needs a little, too.
    const silent: RequestListener = (request, response) => {
      if (!request.url?.includes('t10k-labels')) refuse(request, response);
    };
    const mirrors = [await mirror(silent), await mirror(serve())];
    expect((await load(dataSet, mirrors, { patience: 3000 }).loading).training.count).toBe(12);
  });

  test('is missing where no mirror gives it, with every reason and what to do', async () => {
    const { dataSet, serve } = published();
    const mirrors = [
      await mirror(refuse),
      await mirror(serve(() => Buffer.alloc(0))),
      'http://127.0.0.1:1/',
    ];
    const { loading, kept, cache } = load(dataSet, mirrors);
    const error = (await loading.catch((reason: unknown) => reason)) as Error;
    expect(error).toBeInstanceOf(DataMissing);
    for (const part of [
      ...mirrors,
      'HTTP 404',
      '--data DIR',
      'TOPDOWN_DATA=DIR',
      path.join(cache, 'tiny'),
    ])
      expect(error.message).toContain(part);
    expect(kept()).toEqual([]);
  });

  test('is refused where a file is not as published, and nothing of it is kept', async () => {
    const { dataSet, serve } = published();
    const { loading, kept } = load(dataSet, [await mirror(serve((bytes) => bytes.fill(7, 20)))]);
    await expect(loading).rejects.toThrow(/not as published/);
    expect(kept()).toEqual([]);
  });

  test('that is interrupted leaves whole files only, and goes on with the rest', async () => {
    const { dataSet, files, serve } = published();
    const interruption = new AbortController();
    const stuck: RequestListener = (request, response) => {
      if (!request.url?.includes('t10k-images')) return serve()(request, response);
      response.write(files.get('t10k-images-idx3-ubyte.gz')?.subarray(0, 20));
      setTimeout(() => interruption.abort(new Error('enough')), 50);
    };
    const { signal } = interruption;
    const { loading, kept, cache } = load(dataSet, [await mirror(stuck)], { signal });
    await expect(loading).rejects.toThrow('enough');
    expect(kept()).toEqual(['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz']);
    const asked: string[] = [];
    const rest = await mirror((request, response) => {
      asked.push(path.basename(request.url as string));
      serve()(request, response);
    });
    expect((await loadDataSet({ ...dataSet, mirrors: [rest] }, { cache })).asPublished).toBe(true);
    expect(asked).toEqual(['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz']);
  });

  test('is an error around the program where the cache cannot be written', async () => {
    const { dataSet, serve } = published();
    const file = path.join(folderOf({ occupied: Buffer.from('') }), 'occupied');
    const mirrors = [await mirror(serve())];
    const loading = loadDataSet({ ...dataSet, mirrors }, { cache: file });
    await expect(loading).rejects.toThrow(EnvironmentError);
    await expect(loading).rejects.not.toThrow(DataMissing);
  });
});

describe('data sets by name', () => {
  test('that there are none of', async () => {
    await expect(loadDataSet('mnits')).rejects.toThrow(/drawn-digits, mnist, fashion-mnist/);
  });

  test('drawn digits come without files, and refuse a folder', async () => {
    const drawn = { training: 20, test: 10 };
    const loaded = await loadDataSet('drawn-digits', { drawn });
    expect([loaded.training.count, loaded.test.count]).toEqual([20, 10]);
    expect(loaded.source.kind).toBe('drawn');
    expect(Object.keys(loaded.checksums)).toHaveLength(4);
    await expect(loadDataSet('drawn-digits', { drawn, data: '.' })).rejects.toThrow(InputError);
  });

  test('are located without being loaded', async () => {
    const [cache, collection] = [temporaryFolder(), path.join(temporaryFolder(), 'collection')];
    const garbage = smallDataSet();
    for (const bytes of Object.values(garbage)) bytes.fill(0);
    const folder = folderOf(garbage, path.join(collection, 'mnist'));
    const all = await locateDataSets({ collection, cache });
    expect(all.slice(0, 3)).toMatchObject([
      { name: 'drawn-digits', kind: 'drawn', path: '' },
      { name: 'mnist', kind: 'folder', path: folder },
      { name: 'fashion-mnist', kind: 'download', path: path.join(cache, 'fashion-mnist') },
    ]);
    const byName = Object.fromEntries(all.map((one) => [one.name, one]));
    expect(byName['kmnist']).toMatchObject({ kind: 'download' });
    expect(byName['kmnist']).not.toHaveProperty('byHand');
    expect(byName['cifar-10']?.byHand).toMatch(/cifar-10-binary.tar.gz$/);
    expect(byName['own']?.problem).toContain('--data');
    folderOf(smallDataSet(), path.join(cache, 'fashion-mnist'));
    renameSync(path.join(folder, 't10k-labels-idx1-ubyte'), path.join(folder, 'something'));
    const [, mnist, fashion] = await locateDataSets({ collection, cache });
    expect(mnist?.problem).toContain('t10k-labels-idx1-ubyte');
    expect(fashion?.kind).toBe('cache');
  });

  test.each(allDataSets())('$name is declared in full', (dataSet) => {
    const { classNames, mirrors = [], archive } = dataSet;
    const files = filesOf(dataSet);
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
    expect(new Set(classNames).size).toBe(classNames.length);
    for (const one of classNames) expect(one).toMatch(/^\S+( \S+)*$/);
    const digests = [
      ...files.flatMap(({ packed, content }) => [packed?.sha256, content]),
      archive?.sha256,
    ].filter((digest) => digest !== undefined);
    expect(new Set(digests).size).toBe(digests.length);
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{64}$/);
    for (const address of mirrors) expect(new URL('a', address).href).toBe(`${address}a`);
    const known = files.every(({ content }) => content !== undefined); // whoever has them may give them
    expect(Boolean(fetchable(dataSet)) || archive !== undefined || known).toBe(true);
  });
});

describe('what was published (needs a collection in TOPDOWN_DATA)', () => {
  const there = (name: string) =>
    COLLECTION !== undefined && existsSync(path.join(COLLECTION, name));

  test.skipIf(!there('fashion-mnist'))('as Fashion-MNIST is recognised', async () => {
    const fashion = await loadDataSet('fashion-mnist', { collection: COLLECTION });
    expect([fashion.training.count, fashion.test.count]).toEqual([60_000, 10_000]);
    expect(Array.from(fashion.test.labels.subarray(0, 5))).toEqual([9, 2, 1, 1, 6]);
    expect(fashion.asPublished).toBe(true);
    const data = path.join(COLLECTION as string, 'fashion-mnist');
    await expect(loadDataSet('mnist', { data })).rejects.toThrow(/give --data-set fashion-mnist/);
  });

  test.skipIf(!there('mnist'))('as MNIST is read whole and recognised', async () => {
    const mnist = await loadDataSet('mnist', { collection: COLLECTION });
    expect([mnist.training.count, mnist.test.count]).toEqual([60_000, 10_000]);
    expect(Array.from(mnist.training.labels.subarray(0, 5))).toEqual([5, 0, 4, 1, 9]);
    expect(mnist.asPublished).toBe(true);
    const mean =
      mnist.training.pixels.reduce((sum, grey) => sum + grey) / mnist.training.pixels.length;
    expect(mean / 255).toBeCloseTo(0.1307, 4); // as stated wherever MNIST is standardised
  });
});
