import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DataMissing, loadDataSet } from '../../src/data/load';
import { EnvironmentError } from '../../src/input/errors';
import { temporaryFolder } from '../support/folder';
import { mirror, published } from '../support/mirror';
import { proxy } from '../support/proxy';

const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

beforeEach(() => {
  vi.unstubAllEnvs();
  for (const name of [...NAMES, ...NAMES.map((one) => one.toLowerCase())])
    vi.stubEnv(name, undefined);
  vi.stubEnv('TOPDOWN_DATA', '');
});

describe('data are downloaded', () => {
  async function load(more: readonly string[] = []) {
    const { dataSet, files, serve } = published();
    const address = await mirror(serve());
    const mirrors = [...more, address];
    const loading = loadDataSet({ ...dataSet, mirrors }, { cache: temporaryFolder() });
    return { loading, asked: [...files.keys()].map((name) => `GET ${address}${name}`) };
  }

  test.each(['HTTP_PROXY', 'http_proxy'])('through the proxy in %s', async (name) => {
    const { address, asked } = await proxy();
    vi.stubEnv(name, address);
    const { loading, asked: all } = await load();
    expect((await loading).training.count).toBe(12);
    expect(asked).toEqual(all);
  });

  test.each(['NO_PROXY', 'no_proxy'])('past it, where %s names the host', async (name) => {
    const { address, asked } = await proxy();
    vi.stubEnv('HTTP_PROXY', address);
    vi.stubEnv(name, 'example.org,127.0.0.1');
    expect((await (await load()).loading).training.count).toBe(12);
    expect(asked).toEqual([]);
  });

  test.each(['HTTPS_PROXY', 'https_proxy'])('by a tunnel in %s from https', async (name) => {
    const { address, asked } = await proxy();
    vi.stubEnv(name, address);
    const { loading } = await load(['https://data.invalid/']); // the proxy lets nobody there
    expect((await loading).training.count).toBe(12); // the second mirror, to which no proxy leads
    expect(asked).toEqual(new Array(4).fill('CONNECT data.invalid:443'));
  });

  test('or not, and what the proxy said is told', async () => {
    const { address } = await proxy();
    vi.stubEnv('HTTPS_PROXY', address);
    const { dataSet } = published(['https://data.invalid/']);
    const loading = loadDataSet(dataSet, { cache: temporaryFolder() });
    await expect(loading).rejects.toThrow(DataMissing);
    await expect(loading).rejects.toThrow(/data\.invalid.*502/);
  });

  test('or not, where the proxy makes no sense: that is told, without its password', async () => {
    vi.stubEnv('https_proxy', 'me:secret@proxy:8080');
    const loading = (await load()).loading;
    await expect(loading).rejects.toThrow(EnvironmentError);
    await expect(loading).rejects.toThrow(
      /https_proxy cannot be used as a proxy: write it as http:\/\/host:port/,
    );
    await expect(loading).rejects.not.toThrow(/secret/);
  });
});
