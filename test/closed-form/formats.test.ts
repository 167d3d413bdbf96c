import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type DataSet, filesOf } from '../../src/data/data-set';
import { allDataSets } from '../../src/data/data-sets';
import { cifar } from '../../src/data/formats/cifar';
import type { PartRead } from '../../src/data/formats/format';
import { IDX } from '../../src/data/formats/idx';
import { loadDataSet } from '../../src/data/load';
import { lying, upright } from '../../src/data/read-data-set';
import { CIFAR_10, CIFAR_10_JPEG, CIFAR_100 } from '../../src/data/sets/cifar';
import { EMNIST } from '../../src/data/sets/emnist';
import { KMNIST } from '../../src/data/sets/kmnist';
import { InputError } from '../../src/input/errors';
import * as formats from '../../src/public/data';
import { temporaryFolder } from '../support/folder';
import { idxBytes } from '../support/idx-bytes';
import { grey } from '../support/shapes';

function file(bytes: Uint8Array, name: string, folder = temporaryFolder()): string {
  const place = path.join(folder, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, bytes);
  return place;
}

/** An IDX file of values written by `write`, which puts one at a place. */
function typedIdx(
  code: number,
  dimensions: readonly number[],
  bytes: number,
  values: readonly number[],
  write: (view: DataView, at: number, value: number) => void,
): Buffer {
  const header = idxBytes(dimensions, []);
  header[2] = code;
  const content = Buffer.alloc(values.length * bytes);
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  values.forEach((value, at) => {
    write(view, at * bytes, value);
  });
  return Buffer.concat([header, content]);
}

const read = (images: Buffer, labels: number[], shape = grey(2, 2)): Promise<PartRead> =>
  IDX.read([file(images, 'images'), file(idxBytes([labels.length], labels), 'labels')], shape);

describe('IDX files of every type of value', () => {
  const at: readonly [string, number, number, (view: DataView, at: number, one: number) => void][] =
    [
      ['signed bytes', 9, 1, (view, place, one) => view.setInt8(place, one)],
      ['integers of two bytes', 11, 2, (view, place, one) => view.setInt16(place, one)],
      ['integers of four bytes', 12, 4, (view, place, one) => view.setInt32(place, one)],
    ];

  test.each(at)('%s are read as they are, and what is no byte is refused', async (...given) => {
    const [name, code, bytes, write] = given;
    const images = (values: number[]) => typedIdx(code, [1, 2, 2], bytes, values, write);
    expect([...(await read(images([0, 1, 100, 127]), [3])).pixels]).toEqual([0, 1, 100, 127]);
    await expect(read(images([0, 1, -1, 0]), [3])).rejects.toThrow(
      `the value -1, its 3th, and images in ${name} go from 0 to 255`,
    );
  });

  test.each([
    ['four', 13, 4, (view: DataView, place: number, one: number) => view.setFloat32(place, one)],
    ['eight', 14, 8, (view: DataView, place: number, one: number) => view.setFloat64(place, one)],
  ] as const)('floats of %s bytes are shares of white', async (name, code, bytes, write) => {
    const images = (values: number[]) => typedIdx(code, [1, 2, 2], bytes, values, write);
    expect([...(await read(images([0, 0.25, 0.5, 1]), [3])).pixels]).toEqual([0, 64, 128, 255]);
    for (const wrong of [1.5, Number.NaN, -0.1])
      await expect(read(images([0, 0, 0, wrong]), [3])).rejects.toThrow(
        `images in floats of ${name} bytes go from 0 to 1: scale the values`,
      );
  });

  test('labels may be written so, too', async () => {
    const write = (view: DataView, place: number, one: number) => view.setInt32(place, one);
    const labels = file(typedIdx(12, [2], 4, [9, 200], write), 'labels');
    const images = file(idxBytes([2, 1, 1], [1, 2]), 'images');
    expect([...(await IDX.read([images, labels], undefined)).labels]).toEqual([9, 200]);
  });

  test('packed, and declared to be larger than they are', async () => {
    const write = (view: DataView, place: number, one: number) => view.setFloat32(place, one);
    const whole = typedIdx(13, [1, 2, 2], 4, [0, 0, 0, 1], write);
    expect((await read(gzipSync(whole), [0])).pixels[3]).toBe(255);
    await expect(read(whole.subarray(0, -1), [0])).rejects.toThrow('cut short');
  });
});

describe('IDX files of images of any number of dimensions', () => {
  test('four have channels, those of a place together', async () => {
    const values = Array.from({ length: 12 }, (_, place) => place);
    const part = await read(idxBytes([1, 2, 2, 3], values), [0]);
    expect(part).toMatchObject({ count: 1, rows: 2, columns: 2, channels: 3 });
    expect([...part.pixels]).toEqual(values);
  });

  test('two are pixels of the shape that is declared, and of no other', async () => {
    const flat = idxBytes([2, 6], Array(12).fill(7));
    expect(await read(flat, [0, 1], grey(2, 3))).toMatchObject({ count: 2, rows: 2, columns: 3 });
    await expect(read(flat, [0, 1], grey(2, 2))).rejects.toThrow('how many rows and columns');
    const [images, labels] = [file(flat, 'i'), file(idxBytes([2], [0, 1]), 'l')];
    await expect(IDX.read([images, labels], undefined)).rejects.toThrow(InputError);
  });
});

describe('CIFAR’s binary version', () => {
  /** An image whose red is its place's row, green its column, blue `blue`. */
  const record = (labels: number[], blue: number) =>
    Buffer.from([
      ...labels,
      ...Array.from({ length: 1024 }, (_, place) => Math.floor(place / 32)),
      ...Array.from({ length: 1024 }, (_, place) => place % 32),
      ...Array(1024).fill(blue),
    ]);

  test('has planes, which become pixels, and batches, which follow each other', async () => {
    const one = file(Buffer.concat([record([3], 10), record([9], 20)]), 'data_batch_1.bin');
    const part = await cifar({ labels: 1, label: 0 }).read([one, one], undefined);
    expect(part).toMatchObject({ count: 4, rows: 32, columns: 32, channels: 3 });
    expect([...part.labels]).toEqual([3, 9, 3, 9]);
    const pixel = (image: number, row: number, column: number) => {
      const start = ((image * 32 + row) * 32 + column) * 3;
      return [...part.pixels.subarray(start, start + 3)];
    };
    expect(pixel(0, 5, 7)).toEqual([5, 7, 10]);
    expect(pixel(3, 31, 0)).toEqual([31, 0, 20]);
  });

  test('of a hundred classes has two labels, of which the second is taken', async () => {
    const one = file(record([19, 99], 1), 'train.bin');
    expect([...(await CIFAR_100.format.read([one], undefined)).labels]).toEqual([99]);
  });

  test('is refused where it is cut short, empty, or larger than is read', async () => {
    const format = cifar({ labels: 1, label: 0 });
    for (const bytes of [record([1], 0).subarray(1), Buffer.alloc(0)])
      await expect(format.read([file(bytes, 'a.bin')], undefined)).rejects.toThrow(
        'no whole number of records of 3073',
      );
  });

  test('is found in the folder that the archive makes, and read whole', async () => {
    const root = temporaryFolder();
    for (const { name } of filesOf(CIFAR_10))
      file(Buffer.concat([record([1], 0), record([9], 3)]), `cifar-10-batches-bin/${name}`, root);
    const { training, test: held, asPublished } = await loadDataSet('cifar-10', { data: root });
    expect([training.count, held.count, training.classNames[9]]).toEqual([10, 2, 'truck']);
    expect(asPublished).toBe(false);
  });

  test('of the JPEG copy is called by its title, and known by its checksums', async () => {
    const root = temporaryFolder();
    for (const { name } of filesOf(CIFAR_10_JPEG))
      file(Buffer.concat([record([1], 0), record([9], 3)]), name, root);
    const {
      training,
      test: held,
      asPublished,
    } = await loadDataSet('cifar-10-jpeg', { data: root });
    expect([training.name, held.name]).toEqual([
      'CIFAR-10 (JPEG copy) training',
      'CIFAR-10 (JPEG copy) test',
    ]);
    expect(asPublished).toBe(false);
  });
});

test('docs/data.md offers declarations the formats that are public', () => {
  const docs = readFileSync(path.resolve(__dirname, '../../docs/data.md'), 'utf8');
  const [, offered = ''] = /\. ([^.]*) are provided\./.exec(docs) ?? [];
  const names = Array.from(offered.matchAll(/`(\w+)/g), ([, name]) => name);
  expect(names.length).toBeGreaterThan(1);
  expect(Object.keys(formats)).toEqual(expect.arrayContaining(names));
});

describe('images that lie on their side', () => {
  const part = (values: number[], shape: { rows: number; columns: number; channels: number }) => ({
    ...{ count: 1, ...shape, pixels: Uint8Array.from(values), labels: Uint8Array.of(0) },
    ...{ labelsIn: 'l', imagesIn: 'i', contents: [] },
  });

  test('stand upright when they are read: rows are columns, colours stay together', () => {
    const lies = part([1, 2, 3, 4, 5, 6], grey(2, 3));
    const stands = upright(lies, 'transposed');
    expect([stands.rows, stands.columns]).toEqual([3, 2]);
    expect([...stands.pixels]).toEqual([1, 4, 2, 5, 3, 6]);
    expect(upright(stands, 'transposed')).toEqual(lies);
    expect(upright(lies)).toBe(lies);
    const colours = part([1, 2, 3, 4, 5, 6], { rows: 1, columns: 2, channels: 3 });
    expect([...upright(colours, 'transposed').pixels]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(lying(grey(2, 3), 'transposed')).toEqual(grey(3, 2));
  });
});

/** A tiny copy of a set in IDX files: an L, upright, as its images of class 0 and of the last one. */
function writeTiny(dataSet: DataSet, folder: string, labels: readonly number[]): void {
  const upwards = [255, 0, 0, 255, 0, 0, 255, 255, 255]; // an L
  const lies = [255, 255, 255, 0, 0, 255, 0, 0, 255]; // its rows as columns
  const images = idxBytes(
    [2, 3, 3],
    dataSet.orientation ? [...lies, ...lies] : [...upwards, ...upwards],
  );
  for (const { name } of filesOf(dataSet))
    file(name.includes('images') ? images : idxBytes([2], [...labels]), name, folder);
}

describe('EMNIST', () => {
  const letters = EMNIST.find(({ name }) => name === 'emnist-letters') as DataSet;
  const L = [255, 0, 0, 255, 0, 0, 255, 255, 255];

  test('stands upright, and its letters count from 1, in torchvision’s folder, too', async () => {
    const root = temporaryFolder();
    writeTiny(letters, path.join(root, 'EMNIST/raw'), [1, 26]);
    const { training, labelling } = await loadDataSet('emnist-letters', { data: root });
    expect([...training.pixels.subarray(0, 9)]).toEqual(L);
    expect([...training.labels]).toEqual([0, 25]);
    expect([training.classNames[0], training.classNames[25]]).toEqual(['A', 'Z']);
    expect(labelling).toEqual({});
    const counted = loadDataSet('emnist-letters', { data: root, firstLabel: 0 });
    await expect(counted).rejects.toThrow('the label 26, but 26 classes have labels 0 to 25');
  });

  test('is what a folder is said to hold, where another set was asked for', async () => {
    const root = temporaryFolder();
    writeTiny(letters, root, [1, 26]);
    await expect(loadDataSet('mnist', { data: root })).rejects.toThrow(
      'holds the files of emnist-letters, not of mnist: give --data-set emnist-letters',
    );
  });

  test('has a class for each name that its mapping files have', () => {
    const counts = Object.fromEntries(
      EMNIST.map(({ name, classNames }) => [name, classNames.length]),
    );
    expect(counts).toEqual({
      ...{ 'emnist-balanced': 47, 'emnist-byclass': 62, 'emnist-bymerge': 47 },
      ...{ 'emnist-digits': 10, 'emnist-letters': 26, 'emnist-mnist': 10 },
    });
    const balanced = EMNIST[0] as DataSet;
    expect(balanced.classNames.slice(36).join('')).toBe('abdefghnqrt');
  });
});

describe('what TensorFlow Datasets has downloaded is found', () => {
  test.each(['downloads', 'downloads/kmnist', 'downloads/extracted'])(
    'by the checksum in its name in %s',
    async (place) => {
      const root = temporaryFolder();
      for (const { name, packed } of filesOf(KMNIST)) {
        const sum = Buffer.from(packed?.sha256 ?? '', 'hex').toString('base64url');
        const bytes = name.includes('images') ? idxBytes([2, 1, 1], [1, 2]) : idxBytes([2], [0, 9]);
        file(bytes, `${place}/codh.rois.ac.jp_kmnist_kmnist_${name.slice(0, 5)}${sum}.gz`, root);
      }
      const { training } = await loadDataSet('kmnist', { data: root });
      expect([training.count, training.classNames[9]]).toEqual([2, 'wo']);
    },
  );

  test('in what it unpacked of an archive', async () => {
    const root = temporaryFolder();
    const digits = EMNIST.find(({ name }) => name === 'emnist-digits') as DataSet;
    const sum = Buffer.from(digits.archive?.sha256 ?? '', 'hex').toString('base64url');
    const unpacked = `downloads/extracted/ZIP.itl.nist.gov_iaui_vip_cs_link_EMNIST_gzip${sum}.zip/gzip`;
    writeTiny(digits, path.join(root, unpacked), [0, 9]);
    expect((await loadDataSet('emnist-digits', { data: root })).training.count).toBe(2);
  });
});

test('a data set of which nothing can be downloaded says how to get it', async () => {
  const places = { collection: temporaryFolder(), cache: temporaryFolder() };
  await expect(loadDataSet('cifar-10', places)).rejects.toThrow(
    /the program does not download it\. Fetch https:\/\/www\.cs\.toronto\.edu\/.*unpack it, and give the folder of data_batch_1\.bin/,
  );
  await expect(loadDataSet('cifar-10-jpeg', places)).rejects.toThrow(
    /Make its files from https:\/\/github\.com\/\S+ as docs\/cifar\.md tells, and give the folder/,
  );
  for (const { name } of filesOf(CIFAR_10))
    file(Buffer.from('x'), path.join('cifar-10', name), places.cache);
  const damaged = loadDataSet('cifar-10', places);
  await expect(damaged).rejects.toThrow('no whole number of records of 3073');
  await expect(damaged).rejects.not.toThrow('downloaded again');
});

test('no file but its declaration asks for a data set by its name', () => {
  const src = path.resolve(__dirname, '../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.startsWith(path.join('data', 'sets')),
  );
  const asked = files.flatMap((name) => {
    const text = readFileSync(path.join(src, name), 'utf8');
    return allDataSets()
      .filter((one) => text.includes(`'${one.name}'`))
      .map((one) => [name, one.name]);
  });
  expect(files.length).toBeGreaterThan(300);
  expect(asked).toEqual([]);
});
