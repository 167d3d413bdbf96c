import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { loadDataSet, locateDataSets } from '../../src/data/load';
import { InputError } from '../../src/input/errors';
import { temporaryFolder } from '../support/folder';
import { smallDataSet } from '../support/idx-bytes';
import { namedPipe } from '../support/named-pipe';

let root: string;

beforeEach(() => {
  vi.unstubAllEnvs();
  vi.stubEnv('TOPDOWN_DATA', '');
  root = path.join(temporaryFolder(), 'root'); // nothing beside it
});

const at = (...parts: string[]) => path.join(root, ...parts);

/** The small data set's files in a folder under the root. */
function put(folder: string, files: Record<string, Uint8Array> = smallDataSet()): void {
  mkdirSync(at(folder), { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(at(folder, name), bytes);
}

async function refusal(data: string, which = 'mnist'): Promise<string> {
  const error = await loadDataSet(which, { data }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

describe('a data set is found', () => {
  test.each([
    ['mnist', 'MNIST/raw', ['', 'MNIST', 'MNIST/raw']],
    ['fashion-mnist', 'FashionMNIST/raw', ['', 'FashionMNIST', 'FashionMNIST/raw']],
    ['mnist', 'mnist', ['', 'mnist']],
  ])('%s in %s, whichever of %j is named, in either way', async (name, home, named) => {
    put(home);
    for (const folder of named) {
      const source = { kind: 'folder', path: at(home) };
      const given = at(folder);
      expect((await loadDataSet(name, { data: given })).source).toEqual(source);
      const cache = at('cache');
      expect((await loadDataSet(name, { collection: given, cache })).source).toEqual(source);
    }
  });

  test('in the folder itself by --data, under its name in a collection, where both are', async () => {
    put('.');
    put('mnist');
    expect((await loadDataSet('mnist', { data: root })).source.path).toBe(root);
    expect((await loadDataSet('mnist', { collection: root })).source.path).toBe(at('mnist'));
  });
});

describe('where it is not found, it is said', () => {
  test.each([
    ['above', '.', 'processed'],
    ['beside', 'MNIST-of-old', 'processed'],
    ['two levels below', 'a/b', '.'],
  ])('where it was seen: %s', async (_, home, given) => {
    put(home);
    mkdirSync(at(given), { recursive: true });
    expect(await refusal(at(given))).toContain(
      `There are such files in ${at(home)}: say --data ${at(home)}.`,
    );
  });

  test('where it was seen, if the folder given is none', async () => {
    put('data');
    put('other', { 'mnist.npz': Buffer.from('another’s') });
    put('in/my data');
    expect(await refusal(at('in/none'))).toContain(`say --data '${at('in/my data')}'.`);
    const said = `There are such files in ${at('data')}: say --data ${at('data')}.`;
    expect(await refusal(at('nowhere'))).toBe(
      `${at('nowhere')}, given by --data, is not a folder: that folder does not exist. ${said}`,
    );
    expect(await refusal(at('nowhere'))).not.toContain('Keras');
    const labels = at('data', 't10k-labels-idx1-ubyte');
    expect(await refusal(labels)).toBe(
      `${labels}, given by --data, is not a folder: it is a file. ${said}`,
    );
  });

  test('what a file is that was given in a folder’s place, and nothing of what lies beside it', async () => {
    put('data', { 'mnist.npz': Buffer.from('something'), 'mnist.csv': Buffer.from('another') });
    put('other/deep/within');
    const file = at('data', 'mnist.npz');
    const said = await refusal(file);
    expect(said).toContain(`it is a file. ${file} is in Keras’ format, which is not read`);
    expect(said).not.toMatch(/within|csv/);
    mkdirSync(at('empty'));
    expect(await refusal(at('empty'))).toMatch(/Put its files there, or give another folder\.$/);
  });

  test('by a list, too, and not of what has the name of another data set', async () => {
    put('elsewhere/FashionMNIST/raw');
    const places = { collection: root, cache: at('cache') };
    const [, mnist, fashion] = await locateDataSets(places);
    expect(mnist).toEqual({
      name: 'mnist',
      about: 'handwritten digits',
      kind: 'download',
      path: at('cache', 'mnist'),
    });
    expect(fashion?.hint).toContain(`say --data ${at('elsewhere/FashionMNIST/raw')}`);
  });

  test.each([
    ['mnist.npz', /mnist\.npz is in Keras’ format.*`npx topdown data mnist`/],
    ['train-00000-of-00001.parquet', /parquet is in Hugging Face’s format, which is not read/],
    ['mnist.pkl.gz', /a pickle/],
    ['mnist_train.csv', /mnist_train\.csv is in another format/],
    ['emnist-letters-train-images-idx3-ubyte.gz', /copy it and the three that belong to it/],
  ])('that %s is not what is read, and what is', async (name, says) => {
    put('mnist', { [name]: Buffer.from('something') });
    expect(await refusal(root)).toMatch(says);
  });

  test('what goes by the name of a file and is none', async () => {
    const { 'train-images-idx3-ubyte': images } = smallDataSet();
    put('.', { 'train-images-idx3-ubyte': images });
    mkdirSync(at('train-labels-idx1-ubyte.gz'));
    namedPipe(at('t10k-images-idx3-ubyte'));
    symlinkSync('t10k-labels-idx1-ubyte', at('t10k-labels-idx1-ubyte'));
    symlinkSync('nothing', at('t10k-labels-idx1-ubyte.gz'));
    expect(await refusal(root)).toContain(
      [
        'train-labels-idx1-ubyte.gz is a folder',
        't10k-images-idx3-ubyte is a named pipe',
        't10k-labels-idx1-ubyte is not to be followed: its symbolic links lead to each other; name the file itself',
        't10k-labels-idx1-ubyte.gz is a symbolic link to nothing',
      ].join(', '),
    );
    rmSync(at('t10k-images-idx3-ubyte'));
    const long = at('n'.repeat(300));
    expect(await refusal(long)).toContain('is not a folder: that path is too long');
  });
});
