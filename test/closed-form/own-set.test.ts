import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadDataSet, locateDataSets } from '../../src/data/load';
import { COLOURED, coloured, writeColoured } from '../support/coloured-pictures';
import { temporaryFolder } from '../support/folder';
import { idxBytes, smallDataSet } from '../support/idx-bytes';

const NAMES = Object.keys(COLOURED);

describe('pictures in a folder a class are a data set', () => {
  test('by themselves: classes by their folders, some of each held out, in colour', async () => {
    const data = writeColoured(path.join(temporaryFolder(), 'garden'), 12);
    const found = await loadDataSet('own', { data });
    const { training, test: held, testFrom } = found;
    expect(found).toMatchObject({ name: 'own', source: { kind: 'folder', path: data } });
    expect(training).toMatchObject({
      ...{ name: 'garden training', count: 30, rows: 8, columns: 8, channels: 3 },
      ...{ classes: 3, classNames: NAMES },
    });
    expect([0, 1, 2].map((label) => held.labels.filter((one) => one === label).length)).toEqual([
      2, 2, 2,
    ]);
    expect(testFrom).toBe('one in 6 of each class, drawn with seed 1');
    // Blue birds are bluer than they are red, whatever their order.
    const at = training.labels.indexOf(0) * 192;
    expect(training.pixels[at + 2]).toBeGreaterThan(training.pixels[at] as number);
    expect([...training.labels.slice(0, 10)]).not.toEqual(Array(10).fill(0)); // in random order
    expect((await loadDataSet('own', { data })).checksums).toEqual(found.checksums);
  });

  test('with train and test, in grey where none has a colour', async () => {
    const data = path.join(temporaryFolder(), 'garden');
    writeColoured(path.join(data, 'train'), 4, { inColour: false });
    writeColoured(path.join(data, 'test'), 2, { inColour: false, from: 100 });
    const { training, test: held, testFrom } = await loadDataSet('own', { data });
    expect([training.count, held.count, training.channels, testFrom]).toEqual([
      ...[12, 6, 1],
      'the folder test',
    ]);
    expect(training.pixels).toHaveLength(12 * 64);
    writeFileSync(path.join(data, 'test', NAMES[0] as string, 'x.png'), coloured('red rose', 1));
    expect((await loadDataSet('own', { data })).training.channels).toBe(3);
  });

  test('also where another set was asked for, and the folder has nothing of it', async () => {
    const data = writeColoured(path.join(temporaryFolder(), 'garden'), 6);
    expect((await loadDataSet('mnist', { data })).name).toBe('own');
    writeFileSync(path.join(data, 'train-labels-idx1-ubyte'), idxBytes([1], [0]));
    await expect(loadDataSet('mnist', { data })).rejects.toThrow('lacks 3 of mnist');
  });

  test.each<[string, (data: string) => void, RegExp]>([
    [
      'of several sizes',
      (data) =>
        writeFileSync(path.join(data, 'red rose', 'z.png'), coloured('red rose', 1, { side: 9 })),
      /z\.png is 9 pixels wide and 9 high, but .*0\.png is 8 and 8: scale all to one size/,
    ],
    [
      'that are damaged',
      (data) => writeFileSync(path.join(data, 'red rose', '0.png'), 'not a picture'),
      /0\.png is neither a PNG, nor a JPEG/,
    ],
    [
      'of one class',
      (data) => {
        for (const name of NAMES.slice(1)) rmSync(path.join(data, name), { recursive: true });
      },
      /has 1 folders of pictures \(blue bird\): a data set has 2 to 255 classes/,
    ],
    [
      'one of each class',
      (data) => {
        for (const name of NAMES)
          for (const number of [1, 2, 3]) rmSync(path.join(data, name, `${number}.png`));
      },
      /has one image of each class: give more/,
    ],
    [
      'whose test folder has other classes',
      (data) => {
        writeColoured(path.join(data, 'train'), 2);
        mkdirSync(path.join(data, 'test', 'x'), { recursive: true });
        writeFileSync(path.join(data, 'test', 'x', '1.png'), coloured('red rose', 1));
      },
      /has the classes blue bird, green apple, red rose, but .*test has x: give both the same/,
    ],
  ])('but not %s', async (_, change, reason) => {
    const data = writeColoured(path.join(temporaryFolder(), 'garden'), 4);
    change(data);
    await expect(loadDataSet('own', { data })).rejects.toThrow(reason);
  });

  test('and count no labels from files', async () => {
    const data = writeColoured(path.join(temporaryFolder(), 'garden'), 4);
    await expect(loadDataSet('own', { data, classes: 4 })).rejects.toThrow('leave --classes');
    await expect(loadDataSet('own', { data, firstLabel: 1 })).rejects.toThrow('leave --classes');
    expect((await loadDataSet('own', { data, classes: 3 })).training.classes).toBe(3);
  });
});

describe('IDX files of any name are a data set', () => {
  const write = (files: Readonly<Record<string, Uint8Array>>) => {
    const folder = path.join(temporaryFolder(), 'signs');
    mkdirSync(folder);
    for (const [name, bytes] of Object.entries(files))
      writeFileSync(path.join(folder, name), bytes);
    return folder;
  };
  const colours = (count: number) =>
    idxBytes(
      [count, 2, 3, 3],
      Array.from({ length: count * 18 }, (_, at) => at % 256),
    );
  const labels = (count: number, first = 0) =>
    idxBytes(
      [count],
      Array.from({ length: count }, (_, at) => first + (at % 3)),
    );

  test('of one pair, of which some of each class are held out', async () => {
    const data = write({ 'x.idx': colours(18), 'y.idx': labels(18, 1) });
    const { training, test: held } = await loadDataSet('own', { data });
    expect(training).toMatchObject({ name: 'signs training', count: 15, rows: 2, columns: 3 });
    expect([training.channels, held.count]).toEqual([3, 3]);
    expect(training.classNames).toEqual(['1', '2', '3']); // as they stand in the file
    expect(Math.max(...training.labels)).toBe(2);
  });

  test('in random order, though the files are sorted by class', async () => {
    const byClass = (each: number) =>
      Array.from({ length: 3 * each }, (_, at) => Math.floor(at / each));
    const files = (each: number, part: string) => ({
      [`x${part}`]: colours(3 * each),
      [`y${part}`]: idxBytes([3 * each], byClass(each)),
    });
    for (const data of [
      write(files(60, '')),
      write({ ...files(50, '-train'), ...files(10, '-test') }),
    ]) {
      const { training, test: held } = await loadDataSet('own', { data });
      for (const { labels, count } of [training, held])
        for (const some of [labels.slice(0, count / 2), labels.slice(count / 2)])
          expect(new Set(some)).toEqual(new Set([0, 1, 2]));
      expect(new Set(training.labels.slice(-25)).size).toBe(3); // the last sixth: --split validation
    }
  });

  test('of two, the test set’s by their names; names of classes beside them', async () => {
    const files = { 'a-train-x': colours(6), 'a-train-y': labels(6) };
    const data = write({ ...files, 'a-test-x': colours(3), 'a-test-y': labels(3) });
    writeFileSync(path.join(data, 'classes.txt'), 'cat\ndog\r\nfox\n');
    const { training, test: held, testFrom } = await loadDataSet('mnist', { data });
    expect([training.count, held.count, testFrom]).toEqual([6, 3, 'files named so']);
    expect(training.classNames).toEqual(['cat', 'dog', 'fox']);
    writeFileSync(path.join(data, 'classes.txt'), 'cat\ndog\n');
    await expect(loadDataSet('own', { data })).rejects.toThrow('the label 2, but 2 classes');
  });

  test('but not three of them', async () => {
    const data = write({ x: colours(6), y: labels(6), z: labels(6) });
    await expect(loadDataSet('own', { data })).rejects.toThrow(
      'has 1 IDX files of images and 2 of labels: give one of each, or two of each',
    );
  });
});

test('where there is nothing, it is said what there is to be', async () => {
  const data = temporaryFolder();
  await expect(loadDataSet('own', { data })).rejects.toThrow(/a folder of PNGs or JPEGs for each/);
  await expect(loadDataSet('own')).rejects.toThrow('name it by --data');
  await expect(loadDataSet('own', { data: path.join(data, 'no') })).rejects.toThrow('not a folder');
  const own = (await locateDataSets({ data, cache: data })).find(({ name }) => name === 'own');
  expect(own?.problem).toContain('has no data set');
  for (const [name, bytes] of Object.entries(smallDataSet()))
    writeFileSync(path.join(data, name), bytes);
  expect((await loadDataSet('mnist', { data })).name).toBe('mnist');
});
