import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readIdx } from '../../src/data/idx';
import type { IdxKind } from '../../src/data/idx-header';
import { readLabelledFiles } from '../../src/data/labelled-files';
import { InputError } from '../../src/engine/errors';
import { temporaryFolder } from '../support/folder';
import { idxBytes } from '../support/idx-bytes';

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
    expect(idx.sha256).toEqual({ file: sha256(stored), content: sha256(IMAGES) });
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
    ['another kind of file', Buffer.from('<html>'), 'images', 'another kind of file'],
    ['nothing at all', Buffer.alloc(0), 'images', 'begins with nothing'],
    ['floats', idxBytes([1], [0]).fill(0x0d, 2, 3), 'labels', 'not unsigned bytes'],
    ['labels for images', idxBytes([2], [1, 2]), 'images', 'holds labels'],
    ['images for labels', IMAGES, 'labels', 'holds images'],
    ['two dimensions', idxBytes([1, 1], [0]), 'images', '2 dimensions and not 3'],
    ['half a header', IMAGES.subarray(0, 9), 'images', 'ends within its header'],
    ['no images', idxBytes([0, 28, 28], []), 'images', 'holds no images'],
    ['images without rows', idxBytes([3, 0, 28], []), 'images', 'holds no images'],
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
    expect(await refusal(huge)).toContain('more than the');
    expect(await refusal(gzipSync(huge))).toContain('more than the');
    expect(await refusal(gzipSync(idxBytes([1000, 1000, 1000], [0])))).toContain('cut short');
  });

  test('one that unpacks to far more than it declares', async () => {
    const bomb = gzipSync(Buffer.concat([IMAGES, Buffer.alloc(50_000_000)]));
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusal(bomb)).toContain('too long');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
  });

  test('a folder, and a file that is not there', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'inner'));
    await expect(readIdx(folder, 'images')).rejects.toThrow(InputError);
    await expect(readIdx(path.join(folder, 'none'), 'images')).rejects.toThrow(
      /cannot read .*none/,
    );
  });
});

describe('images and labels together', () => {
  const labels = (values: number[]) => file(idxBytes([values.length], values));

  test('make a labelled set', async () => {
    const files = { images: file(IMAGES), labels: labels([9, 0]) };
    const { set } = await readLabelledFiles(files, 'tiny', 10);
    expect(set).toMatchObject({ name: 'tiny', count: 2, rows: 3, columns: 4, classes: 10 });
    expect(Array.from(set.labels)).toEqual([9, 0]);
    expect(Array.from(set.pixels)).toEqual(VALUES);
  });

  test('must be as many', async () => {
    const files = { images: file(IMAGES), labels: labels([9, 0, 1]) };
    await expect(readLabelledFiles(files, 'tiny', 10)).rejects.toThrow(/2 images.*3 labels/);
  });

  test('must keep to the classes', async () => {
    const files = { images: file(IMAGES), labels: labels([9, 10]) };
    await expect(readLabelledFiles(files, 'tiny', 10)).rejects.toThrow(/image 1 the label 10/);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length + at] = (copy.at(at) as number) ^ 1;
  return copy;
}
