import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { commonOptions, scenarioCommand } from '../../src/cli/common-options';
import { checkOptions } from '../../src/cli/option-schema';
import type { DataSet } from '../../src/data/data-set';
import {
  dataSetNames,
  filesToCome,
  loadDataSet,
  locateDataSets,
  registerDataSet,
} from '../../src/data/load';
import { CIFAR_10 } from '../../src/data/sets/cifar';
import { InputError } from '../../src/input/errors';
import type { AnyScenario } from '../../src/runs/scenario';
import { temporaryFolder } from '../support/folder';

const SUM = '0'.repeat(64);
/** Of `abc` (FIPS 180-2, B.1). */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

/** Of bytes as they are; all that is known of its files, so that they can be downloaded. */
const BYTES: DataSet = {
  name: 'some-bytes',
  about: 'nothing',
  classNames: ['one', 'other'],
  shape: { rows: 1, columns: 2, channels: 1 },
  format: { name: 'bytes', gzipped: true, read: async () => Promise.reject(new Error('not read')) },
  files: {
    training: [{ name: 'training.bytes', packed: { bytes: 9, sha256: SUM }, content: SUM }],
    test: [{ name: 'test.bytes', packed: { bytes: 9, sha256: SUM }, content: '1'.repeat(64) }],
  },
  mirrors: ['https://nowhere.invalid/'],
};

const scenario: AnyScenario = {
  ...{ name: 'some-scenario', shows: 'Nothing.', options: {} },
  run: async () => undefined,
};

describe('a data set that is registered', () => {
  registerDataSet(BYTES);

  it('is listed, located and asked for by name as ours are', async () => {
    expect(dataSetNames()).toContain('some-bytes');
    expect(dataSetNames().at(-1)).toBe('own');
    const cache = temporaryFolder();
    const all = await locateDataSets({ collection: '', cache });
    const folder = path.join(cache, 'some-bytes');
    expect(all.find(({ name }) => name === 'some-bytes')).toMatchObject({ path: folder });
    expect(checkOptions(commonOptions(), { dataSet: 'some-bytes' }).dataSet).toBe('some-bytes');
    const help = scenarioCommand(scenario, '').helpInformation().replace(/\s+/g, ' ');
    expect(help).toMatch(
      /--data-set <text> [^"]*TOPDOWN_EXTENSIONS.*"mnist",.*"some-bytes",.*--data </,
    );
    await expect(loadDataSet('some-more')).rejects.toThrow(/some-bytes.*TOPDOWN_EXTENSIONS/);
  });

  it('is known by what its files hold, in whatever format, before all are there', async () => {
    const cache = temporaryFolder();
    mkdirSync(path.join(cache, 'some-bytes'));
    const bytes = path.join(cache, 'some-bytes', 'training.bytes.gz');
    writeFileSync(bytes, gzipSync('abc'));
    expect((await filesToCome('some-bytes', { collection: '', cache })).checksums).toEqual({
      ...{ 'training.bytes': ABC, 'test.bytes': '1'.repeat(64) },
    });
    writeFileSync(bytes, gzipSync('abc').subarray(0, 15));
    const damaged = filesToCome('some-bytes', { collection: '', cache });
    await expect(damaged).rejects.toThrow(/damaged, it does not unpack/);
  });

  it('is told from another whose files have the same names, by what is in one of them', async () => {
    const [training, test] = [BYTES.files.training[0], BYTES.files.test[0]];
    const copied = { name: 'training.bytes', content: ABC };
    registerDataSet({
      ...BYTES,
      ...{ name: 'copied-bytes', copyOf: BYTES.name },
      files: { training: [copied], test: [{ name: 'test.bytes' }] },
    });
    const folder = temporaryFolder();
    for (const file of [training, test])
      writeFileSync(path.join(folder, file?.name as string), file === training ? 'abc' : 'def');
    await expect(loadDataSet('some-bytes', { data: folder })).rejects.toThrow(
      `${folder}, given by --data, holds the files of copied-bytes, not of some-bytes: give --data-set copied-bytes`,
    );
    await expect(loadDataSet('copied-bytes', { data: folder })).rejects.toThrow('not read');
  });

  it('may be registered again, but no other under its name, or that of ours', () => {
    const before = dataSetNames();
    registerDataSet(BYTES);
    registerDataSet({ ...BYTES, classNames: [...BYTES.classNames] });
    registerDataSet(CIFAR_10);
    expect(dataSetNames()).toEqual(before);
    for (const name of ['some-bytes', 'cifar-10', 'own', 'drawn-digits']) {
      const another = () => registerDataSet({ ...BYTES, name, about: 'something else' });
      expect(another).toThrow(InputError);
      expect(another).toThrow(`the data set ${name} is there already: give yours another name`);
    }
  });

  const { training, test } = BYTES.files;
  it.each<[string, Partial<DataSet>]>([
    ['small letters', { name: 'Some Bytes' }],
    ['1 classes, and may have 2 to 255', { classNames: ['one'] }],
    ['two of its classes', { classNames: ['one', 'one'] }],
    ['its shape', { shape: { rows: 1.5, columns: 2, channels: 1 } }],
    ['its shape', { shape: { rows: 0, columns: 2, channels: 1 } }],
    ['files of training images', { files: { training, test: [] } }],
    ['two of its files are called test.bytes', { files: { training: test, test } }],
  ])('is refused where nothing can be loaded by it: %s', (why, change) => {
    const refused = () => registerDataSet({ ...BYTES, name: 'more-bytes', ...change });
    expect(refused).toThrow(InputError);
    expect(refused).toThrow(why);
    expect(dataSetNames()).not.toContain('more-bytes');
  });
});
