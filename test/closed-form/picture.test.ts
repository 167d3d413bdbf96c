import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { readPictures } from '../../src/data/picture';
import { InputError } from '../../src/engine/errors';
import { temporaryFolder } from '../support/folder';
import { idxBytes } from '../support/idx-bytes';
import { type PngParts, pngBytes } from '../support/png-bytes';

function file(bytes: Uint8Array): string {
  const place = path.join(temporaryFolder(), 'picture');
  writeFileSync(place, bytes);
  return place;
}

const read = (bytes: Uint8Array, rows = 2, columns = 3) =>
  readPictures(file(bytes), { rows, columns });

const SIZE = { width: 3, height: 2 };

describe('a PNG becomes grey', () => {
  test.each<[string, Omit<PngParts, 'width' | 'height'>, number[]]>([
    [
      'from 8-bit grey',
      {
        depth: 8,
        colour: 0,
        rows: [
          [0, 1, 2],
          [128, 254, 255],
        ],
      },
      [0, 1, 2, 128, 254, 255],
    ],
    [
      'from 16-bit grey',
      {
        depth: 16,
        colour: 0,
        rows: [
          [0, 0, 1, 1, 128, 128],
          [255, 255, 0, 200, 200, 0],
        ],
      },
      [0, 1, 128, 255, 1, 199],
    ],
    [
      'from 1-bit grey',
      { depth: 1, colour: 0, rows: [[0b10100000], [0b01000000]] },
      [255, 0, 255, 0, 255, 0],
    ],
    [
      'from 2-bit grey',
      { depth: 2, colour: 0, rows: [[0b00011000], [0b11100100]] },
      [0, 85, 170, 255, 170, 85],
    ],
    [
      'from 4-bit grey',
      {
        depth: 4,
        colour: 0,
        rows: [
          [0x01, 0x20],
          [0xfe, 0x80],
        ],
      },
      [0, 17, 34, 255, 238, 136],
    ],
    [
      'from colour',
      {
        depth: 8,
        colour: 2,
        rows: [
          [255, 0, 0, 0, 255, 0, 0, 0, 255],
          [255, 255, 255, 0, 0, 0, 10, 20, 30],
        ],
      },
      [76, 150, 29, 255, 0, 18],
    ],
    [
      'from grey with opacity',
      {
        depth: 8,
        colour: 4,
        rows: [
          [255, 255, 255, 0, 255, 51],
          [100, 255, 100, 127, 0, 255],
        ],
      },
      [255, 0, 51, 100, 50, 0],
    ],
    [
      'from colour with opacity',
      {
        depth: 8,
        colour: 6,
        rows: [
          [255, 255, 255, 255, 255, 255, 255, 51, 9, 9, 9, 0],
          [0, 255, 0, 51, 0, 0, 0, 0, 1, 1, 1, 255],
        ],
      },
      [255, 51, 0, 30, 0, 1],
    ],
    [
      'from a palette',
      {
        depth: 2,
        colour: 3,
        palette: [0, 0, 0, 255, 255, 255, 255, 0, 0],
        rows: [[0b00011000], [0b10010000]],
      },
      [0, 255, 76, 76, 255, 0],
    ],
    [
      'from a palette with opacity',
      {
        depth: 8,
        colour: 3,
        palette: [255, 255, 255, 200, 200, 200],
        transparent: [51],
        rows: [
          [0, 1, 1],
          [1, 0, 0],
        ],
      },
      [51, 200, 200, 200, 51, 51],
    ],
    [
      'from grey with a transparent one',
      {
        depth: 8,
        colour: 0,
        transparent: [0, 255],
        rows: [
          [255, 254, 1],
          [255, 255, 0],
        ],
      },
      [0, 254, 1, 0, 0, 0],
    ],
    [
      'from colour with a transparent one',
      {
        depth: 8,
        colour: 2,
        transparent: [0, 9, 0, 8, 0, 7],
        rows: [
          [9, 8, 7, 9, 8, 8, 0, 0, 0],
          [7, 7, 7, 9, 8, 7, 9, 9, 9],
        ],
      },
      [0, 8, 0, 7, 0, 9],
    ],
  ])('%s', async (_, parts, grey) => {
    const pictures = await read(pngBytes({ ...SIZE, ...parts }));
    expect(pictures).toEqual({ count: 1, rows: 2, columns: 3, pixels: Uint8Array.from(grey) });
  });

  test('from an interlaced one', async () => {
    const data = Uint8Array.from({ length: 784 }, (_, at) => at % 256);
    const bytes = encode({ width: 28, height: 28, data, channels: 1 }, { interlace: 'Adam7' });
    expect((await readPictures(file(bytes))).pixels).toEqual(data);
  });
});

describe('an IDX file gives all its pictures', () => {
  const values = Array.from({ length: 12 }, (_, at) => at);
  const bytes = idxBytes([2, 2, 3], values);

  test.each([
    ['plain', bytes],
    ['gzipped', gzipSync(bytes)],
  ])('%s', async (_, stored) => {
    const pictures = await read(stored);
    expect(pictures).toMatchObject({ count: 2, rows: 2, columns: 3 });
    expect(Array.from(pictures.pixels)).toEqual(values);
  });
});

describe('a picture is refused, with the reason,', () => {
  const grey = pngBytes({
    ...SIZE,
    depth: 8,
    colour: 0,
    rows: [
      [1, 2, 3],
      [4, 5, 6],
    ],
  });
  const altered = (at: number) => {
    const copy = Buffer.from(grey);
    copy[at] = (copy[at] as number) ^ 1;
    return copy;
  };
  const noise = Uint8Array.from({ length: 2 ** 18 }, (_, at) => at);
  const interlaced = pngBytes({ ...SIZE, depth: 1, colour: 0, rows: [[0], [0]], interlace: 1 });
  const stray = {
    palette: [1, 1, 1],
    rows: [
      [0, 0, 0],
      [0, 0, 9],
    ],
  };

  test.each<[string, Uint8Array, RegExp]>([
    ['a text', Buffer.from('hello'), /It is text.*PNG would do/],
    ['labels', idxBytes([2], [1, 2]), /holds labels/],
    ['a PNG cut short', grey.subarray(0, -20), /damaged PNG/],
    ['a PNG with a flipped bit', altered(45), /damaged PNG/],
    ['the beginning of a PNG', grey.subarray(0, 20), /a part of one/],
    [
      'a PNG with rows missing',
      pngBytes({ ...SIZE, depth: 8, colour: 0, rows: [[1, 2, 3]] }),
      /damaged PNG/,
    ],
    [
      'a colour that is not in the palette',
      pngBytes({ ...SIZE, depth: 8, colour: 3, ...stray }),
      /no colour 9/,
    ],
    ['a PNG with much besides', Buffer.concat([grey, noise]), /more than the/],
    ['few bits, interlaced', interlaced, /without interlacing/],
  ])('%s', async (_, bytes, reason) => {
    const reading = read(bytes);
    await expect(reading).rejects.toThrow(InputError);
    await expect(reading).rejects.toThrow(reason);
  });

  test('another size, before it is unpacked', async () => {
    await expect(readPictures(file(grey))).rejects.toThrow(/3 pixels wide and 2 high.*28 × 28/);
    await expect(readPictures(file(grey.subarray(0, 40)))).rejects.toThrow(/28 × 28/);
    await expect(read(idxBytes([1, 3, 2], [1, 2, 3, 4, 5, 6]))).rejects.toThrow(/3 × 2/);
  });

  test('no file', async () => {
    await expect(readPictures(path.join(temporaryFolder(), 'none'))).rejects.toThrow(InputError);
  });
});
