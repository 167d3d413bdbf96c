import { createHash } from 'node:crypto';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { IDX } from '../../src/data/formats/idx';
import { readIdx } from '../../src/data/formats/idx-file';
import type { IdxKind } from '../../src/data/formats/idx-header';
import { classesOf } from '../../src/data/labelling';
import { InputError } from '../../src/input/errors';
import { temporaryFolder } from '../support/folder';
import { idxBytes } from '../support/idx-bytes';
import { namedPipe } from '../support/named-pipe';

const VALUES = Array.from({ length: 24 }, (_, at) => 10 * at);
const IMAGES = idxBytes([2, 3, 4], VALUES);

function file(bytes: Uint8Array, name = 'some-file'): string {
  const place = path.join(temporaryFolder(), name);
  writeFileSync(place, bytes);
  return place;
}

async function refusal(bytes: Uint8Array, kind: IdxKind = 'images'): Promise<string> {
  const place = file(bytes);
  const error = await readIdx(place, kind).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  const { message } = error as InputError;
  expect(message).toContain(place);
  return message;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('an IDX file is read', () => {
  test.each([
    ['plain', IMAGES],
    ['gzipped', gzipSync(IMAGES)],
    ['stored in gzip without packing', gzipSync(IMAGES, { level: 0 })],
  ])('%s, whatever its name', async (_, stored) => {
    const idx = await readIdx(file(stored, 'name.that.says.nothing'), 'images');
    expect(idx.dimensions).toEqual([2, 3, 4]);
    expect(Array.from(idx.values)).toEqual(VALUES);
    expect(idx.sha256).toBe(sha256(IMAGES));
  });

  test('larger than the part that is looked at first', async () => {
    const values = Uint8Array.from({ length: 50 * 28 * 28 }, (_, at) => (at * at) % 251);
    const bytes = idxBytes([50, 28, 28], values);
    expect((await readIdx(file(gzipSync(bytes)), 'images')).values).toEqual(Buffer.from(values));
    expect((await readIdx(file(bytes), 'images')).values).toEqual(Buffer.from(values));
  });
});

describe('an IDX file is refused, with the reason,', () => {
  test.each<[string, Uint8Array, IdxKind, string]>([
    ['another kind of file', Buffer.from([1, 2, 3, 4]), 'images', 'another kind of file'],
    ['nothing at all', Buffer.alloc(0), 'images', 'begins with nothing'],
    ['an unknown type', idxBytes([1], [0]).fill(0x0a, 2, 3), 'labels', 'no type that IDX has'],
    ['labels for images', idxBytes([2], [1, 2]), 'images', 'holds labels'],
    ['images for labels', IMAGES, 'labels', 'holds images'],
    ['five dimensions', idxBytes([1, 1, 1, 1, 1], [0]), 'images', '5 dimensions and not 2, 3, 4'],
    ['half a header', IMAGES.subarray(0, 9), 'images', 'ends within its header'],
    ['no images', idxBytes([0, 28, 28], []), 'images', 'holds no images'],
    ['images without rows', idxBytes([3, 0, 28], []), 'images', 'holds no images'],
    ['little-endian', swapped(IMAGES), 'images', 'little-endian'],
    [
      'little-endian sizes',
      sizesSwapped(idxBytes([6], VALUES.slice(0, 6))),
      'labels',
      'little-endian (6)',
    ],
    ['a web page', Buffer.from('<!DOCTYPE html><html>No</html>'), 'images', 'a web page'],
    ['an error', Buffer.from('<?xml version="1.0"?><Error>'), 'images', 'a web page'],
    ['text', Buffer.from('404: Not Found'), 'labels', 'text: fetch'],
    ['what Git LFS left', Buffer.from('version https://git-lfs.github'), 'labels', 'git lfs pull'],
    ['a zip archive', Buffer.from('PK\x03\x04..train.gz'), 'images', 'a zip archive'],
    ['gzip in gzip', gzipSync(gzipSync(IMAGES)), 'images', 'by gzip twice'],
    ['a zip archive in gzip', gzipSync(Buffer.from('PK\x03\x04')), 'images', 'a zip archive'],
    ['a tar archive in gzip', gzipSync(tar()), 'images', 'a tar archive'],
    ['Parquet', Buffer.from('PAR1....'), 'images', 'Parquet'],
    ['a PNG', Buffer.from('\x89PNG\r\n', 'latin1'), 'images', 'a picture'],
    ['a value short', IMAGES.subarray(0, -1), 'images', 'cut short'],
    ['a value short, gzipped', gzipSync(IMAGES.subarray(0, -1)), 'images', 'cut short'],
    ['gzip cut short', gzipSync(IMAGES).subarray(0, -9), 'images', 'cut short'],
    ['a value too long', idxBytes([2, 3, 4], [...VALUES, 0]), 'images', 'too long'],
    ['too long, gzipped', gzipSync(idxBytes([2, 3, 4], [...VALUES, 0])), 'images', 'too long'],
    ['gzip of nothing', gzipSync(Buffer.alloc(0)), 'images', 'begins with nothing'],
    ['gzip in name only', Buffer.from([0x1f, 0x8b, 9, 9, 9, 9]), 'images', 'damaged'],
    ['gzip with a flipped bit', flipped(gzipSync(IMAGES), -6), 'images', 'damaged'],
  ])('%s', async (_, bytes, kind, reason) => {
    expect(await refusal(bytes, kind)).toContain(reason);
  });

  test('one that declares more than it could hold, before memory is taken', async () => {
    const huge = idxBytes([0xffffffff, 0xffffffff, 0xffffffff], [0]);
    expect(await refusal(huge)).toContain(
      'is cut short: its header declares 4294967295 × 4294967295',
    );
    expect(await refusal(gzipSync(huge))).toContain('and it ends before that');
    expect(await refusal(gzipSync(idxBytes([1000, 1000, 1000], [0])))).toContain('cut short');
  });

  test('one that unpacks to far more than it declares', async () => {
    const bomb = gzipSync(Buffer.concat([IMAGES, Buffer.alloc(50_000_000)]));
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusal(bomb)).toContain('too long');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
  });

  test('one whose content takes far more memory than it has itself', async () => {
    const count = 100_000; // 78 MB of black, in 76 kB
    const dark = gzipSync(idxBytes([count, 28, 28], new Uint8Array(count * 784)));
    expect(await refusal(dark)).toMatch(/more than 10 times the \d+ that it has: unpack it/);
    const fewer = gzipSync(idxBytes([50_000, 28, 28], new Uint8Array(50_000 * 784)));
    expect((await readIdx(file(fewer), 'images')).dimensions).toEqual([50_000, 28, 28]);
  });

  test('what goes by a file’s name and is none, at once', async () => {
    const folder = temporaryFolder();
    const at = (name: string) => path.join(folder, name);
    namedPipe(at('pipe'));
    symlinkSync('loop', at('loop'));
    const long = 'n'.repeat(300);
    for (const [name, reason] of [
      ['.', /is a folder, not a file: give one$/],
      ['pipe', /is a named pipe, not a file: give one$/],
      ['none', /^there is no .*none$/],
      ['loop', /^cannot read .*loop: its symbolic links lead to each other; name the file itself$/],
      [long, /^cannot read .*n: that path is too long; give a shorter one$/],
    ] as const) {
      const reading = readIdx(at(name), 'images');
      await expect(reading, name).rejects.toThrow(InputError);
      await expect(reading, name).rejects.toThrow(reason);
    }
    await expect(readIdx('/dev/zero', 'images')).rejects.toThrow(/is a device/);
  });
});

test('images and labels are read together, and must be as many', async () => {
  const images = file(IMAGES);
  const read = (labels: number[]) =>
    IDX.read([images, file(idxBytes([labels.length], labels))], undefined);
  const { pixels, labels, ...shape } = await read([9, 0]);
  expect([Array.from(pixels), Array.from(labels)]).toEqual([VALUES, [9, 0]]);
  expect(shape).toMatchObject({ count: 2, rows: 3, columns: 4, channels: 1 });
  await expect(read([9, 0, 1])).rejects.toThrow(/2 images.*3 labels/);
});

describe('labels stand for classes:', () => {
  const files = (...lists: number[][]) =>
    lists.map((labels, at) => ({ file: `file ${at}`, labels: Uint8Array.from(labels) }));
  const classes = (lists: number[][], labelling: { classes: number; firstLabel: number }) =>
    classesOf(files(...lists), labelling).map((labels) => Array.from(labels));

  test('themselves, or from the first label on', () => {
    expect(classes([[9, 0], [1]], { classes: 10, firstLabel: 0 })).toEqual([[9, 0], [1]]);
    expect(classes([[26, 1], [2]], { classes: 26, firstLabel: 1 })).toEqual([[25, 0], [1]]);
  });

  test.each([
    [
      'that is too large',
      [[1, 26], [3]],
      10,
      0,
      'file 0 gives image 1 the label 26, but 10 classes have labels 0 to 9',
      '1 to 26, which makes 26 classes: if that is right, give --classes 26 --first-label 1',
    ],
    [
      'in the test file',
      [
        [1, 9],
        [3, 46, 0],
      ],
      10,
      0,
      'file 1 gives image 1 the label 46',
      '0 to 46, which makes 47 classes: if that is right, give --classes 47;',
    ],
    [
      'below the first',
      [[1, 0]],
      26,
      1,
      'image 1 the label 0, but 26 classes have labels 1 to 26',
      'give --classes 2 --first-label 0;',
    ],
    [
      'of too many',
      [[0, 255]],
      10,
      0,
      'the label 255',
      'which makes 256 classes: correct the file.',
    ],
    ['of one class', [[99]], 10, 0, 'the label 99', 'which makes 1 classes: correct the file.'],
  ])('one %s is refused, with the options that fit', (_, lists, count, firstLabel, ...says) => {
    const refused = () => classes(lists, { classes: count, firstLabel });
    expect(refused).toThrow(InputError);
    for (const text of says) expect(refused).toThrow(text);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length + at] = (copy.at(at) as number) ^ 1;
  return copy;
}

/** All numbers of a header the wrong way round. */
function swapped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.subarray(0, 4 + 4 * (copy[3] as number)).swap32();
  return copy;
}

/** The sizes in a header the wrong way round. */
function sizesSwapped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.subarray(4, 4 + 4 * (copy[3] as number)).swap32();
  return copy;
}

function tar(): Buffer {
  const bytes = Buffer.alloc(1024);
  bytes.write('train-images', 0);
  bytes.write('ustar', 257);
  return bytes;
}
