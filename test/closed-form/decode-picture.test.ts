import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { decode, encode } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, test } from 'vitest';
import { decodePicture } from '../../src/images/pictures/decode';
import { pictureAsItIs } from '../../src/images/pictures/fit';
import { laidOn } from '../../src/images/pictures/picture';
import { InputError } from '../../src/input/errors';
import { type PngParts, pngBytes, pngChunk } from '../support/png-bytes';
import { grey } from '../support/shapes';

const read = (bytes: Uint8Array) => decodePicture(bytes, 'some.png');

const SIZE = { width: 3, height: 2 };

const greys = (bytes: Uint8Array) =>
  Array.from(laidOn(read(bytes), 0).values, (value) => Math.round(255 * value));

describe('a PNG becomes grey on black', () => {
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
  ])('%s', (_, parts, grey) => {
    expect(greys(pngBytes({ ...SIZE, ...parts }))).toEqual(grey);
  });

  test.each([1, 2, 4, 8])('interlaced, with %d bits a sample', (depth) => {
    // Pixels 0 1 0 over 1 1 0, in the passes that a picture of 3 × 2 has.
    const line = (samples: number[]) => {
      const bits = samples.map((sample) => sample.toString(2).padStart(depth, '0')).join('');
      return bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)) ?? [];
    };
    const rows = [[0], [0], [1], [1, 1, 0]].map(line);
    const bytes = pngBytes({ ...SIZE, depth, colour: 0, rows, interlace: 1 });
    const one = Math.round(255 / (2 ** depth - 1));
    expect(greys(bytes)).toEqual([0, one, 0, one, one, 0]);
  });
});

describe('a PNG is read as another reader reads it', () => {
  const lines = fc.array(
    fc.record({
      filter: fc.integer({ min: 0, max: 4 }),
      bytes: fc.uint8Array({ minLength: 20, maxLength: 20 }),
    }),
    { minLength: 1, maxLength: 6 },
  );

  test('with any filters', () => {
    fc.assert(
      fc.property(lines, (found) => {
        const bytes = pngBytes({
          ...{ width: 5, height: found.length, depth: 8, colour: 6 },
          rows: found.map((line) => [...line.bytes]),
          filters: found.map(({ filter }) => filter),
        });
        expect([...read(bytes).rgba]).toEqual([...decode(bytes).data]);
      }),
    );
  });

  test('interlaced, of any size', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 19 }),
      height: fc.integer({ min: 1, max: 19 }),
    });
    fc.assert(
      fc.property(sizes, ({ width, height }) => {
        const data = Uint8Array.from({ length: 4 * width * height }, (_, at) => (at * 37) % 256);
        const bytes = encode({ width, height, data, channels: 4 }, { interlace: 'Adam7' });
        expect(read(bytes)).toEqual({ rows: height, columns: width, rgba: data });
      }),
    );
  });
});

/** Grey of rows × columns that differs everywhere, as a JPEG. */
function jpegBytes(width: number, height: number, quality = 100): Buffer {
  const grey = (at: number) => 40 + 7 * (at % width) + 3 * Math.floor(at / width);
  const data = Uint8Array.from({ length: 4 * width * height }, (_, at) =>
    at % 4 === 3 ? 255 : grey(at >> 2),
  );
  return encodeJpeg({ width, height, data }, quality).data;
}

/** The JPEG with Exif data that tell this orientation, and a tag before it. */
function turned(jpeg: Buffer, orientation: number, order: 'II' | 'MM'): Buffer {
  const little = order === 'II';
  const numbers = (...pairs: [bytes: 2 | 4, value: number][]) =>
    Buffer.concat(
      pairs.map(([bytes, value]) => {
        const made = Buffer.alloc(bytes);
        if (little) made.writeUIntLE(value, 0, bytes);
        else made.writeUIntBE(value, 0, bytes);
        return made;
      }),
    );
  const content = Buffer.concat([
    Buffer.from(`Exif\0\0${order}`, 'latin1'),
    numbers([2, 42], [4, 8], [2, 2]),
    numbers([2, 0x0100], [2, 3], [4, 1], [2, 7], [2, 0]),
    numbers([2, 0x0112], [2, 3], [4, 1], [2, orientation], [2, 0]),
  ]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length + 2);
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1]), length, content]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

describe('a JPEG', () => {
  test('is read as it was drawn, but for what its packing loses', () => {
    const { rows, columns, rgba } = read(jpegBytes(24, 16));
    expect([rows, columns]).toEqual([16, 24]);
    for (let at = 0; at < rows * columns; at++)
      expect(
        Math.abs((rgba[4 * at] as number) - (40 + 7 * (at % 24) + 3 * Math.floor(at / 24))),
      ).toBeLessThan(4);
  });

  // Where the stored picture's first row and first column stand in what was seen (Exif 2.3).
  test.each([
    [1, 16, 24, (y: number, x: number) => [y, x]],
    [2, 16, 24, (y: number, x: number) => [y, 23 - x]],
    [3, 16, 24, (y: number, x: number) => [15 - y, 23 - x]],
    [4, 16, 24, (y: number, x: number) => [15 - y, x]],
    [5, 24, 16, (y: number, x: number) => [x, y]],
    [6, 24, 16, (y: number, x: number) => [x, 15 - y]],
    [7, 24, 16, (y: number, x: number) => [23 - x, 15 - y]],
    [8, 24, 16, (y: number, x: number) => [23 - x, y]],
  ] as const)('of orientation %d stands upright', (orientation, rows, columns, seenAt) => {
    const stored = jpegBytes(24, 16);
    const [lying, standing] = [read(stored), read(turned(stored, orientation, 'MM'))];
    expect(read(turned(stored, orientation, 'II'))).toEqual(standing);
    expect([standing.rows, standing.columns]).toEqual([rows, columns]);
    for (let y = 0; y < 16; y++) {
      for (let x = 0; x < 24; x++) {
        const [row, column] = seenAt(y, x) as [number, number];
        expect(standing.rgba[4 * (row * columns + column)]).toBe(lying.rgba[4 * (y * 24 + x)]);
      }
    }
  });

  test('whose Exif data are damaged lies as it is stored', () => {
    const stored = jpegBytes(24, 16);
    for (const orientation of [0, 9, 77])
      expect(read(turned(stored, orientation, 'II'))).toEqual(read(stored));
  });
});

describe('a picture is refused, with the reason,', () => {
  const parts = { ...SIZE, depth: 8, colour: 0 };
  const rows = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  const grey = pngBytes({ ...parts, rows });
  const altered = (at: number) => {
    const copy = Buffer.from(grey);
    copy[at] = (copy[at] as number) ^ 1;
    return copy;
  };
  const jpeg = jpegBytes(24, 16);
  const palette = {
    palette: [1, 1, 1],
    rows: [
      [0, 0, 0],
      [0, 0, 9],
    ],
  };

  test.each<[string, Uint8Array, RegExp]>([
    ['a text', Buffer.from('hello'), /is not a picture: give a PNG or a JPEG/],
    ['a GIF', Buffer.from('GIF89a'), /of the kind GIF, which cannot be read/],
    ['a HEIC', Buffer.from('\0\0\0\x18ftypheic'), /of the kind HEIC/],
    ['a PNG cut short', grey.subarray(0, -20), /damaged PNG \(it ends too early\)/],
    ['a PNG with a flipped bit', altered(45), /damaged PNG \(the checksum of its IDAT/],
    ['the beginning of a PNG', grey.subarray(0, 20), /damaged PNG/],
    [
      'rows missing',
      pngBytes({ ...parts, rows: [[1, 2, 3]] }),
      /damaged PNG \(pixels are missing\)/,
    ],
    [
      'rows too many',
      pngBytes({ ...parts, rows: [...rows, ...rows] }),
      /more pixels follow than it declares/,
    ],
    [
      'a filter that there is not',
      pngBytes({ ...parts, rows, filters: [5] }),
      /there is no filter 5/,
    ],
    [
      'a colour that is not in the palette',
      pngBytes({ ...parts, colour: 3, ...palette }),
      /no colour 9/,
    ],
    ['no palette', pngBytes({ ...parts, colour: 3, rows }), /has no palette/],
    ['three bits', pngBytes({ ...parts, depth: 3, rows }), /colour 0 with 3 bits/],
    ['no pixels', pngBytes({ ...parts, width: 0, rows: [] }), /declares 0 × 2 pixels/],
    ['a JPEG cut short', jpeg.subarray(0, jpeg.length / 2), /some.png is a damaged JPEG/],
    [
      'the beginning of a JPEG',
      jpeg.subarray(0, 22),
      /some.png is a damaged JPEG \(it ends before its size/,
    ],
  ])('%s', (_, bytes, reason) => {
    expect(() => read(bytes)).toThrow(InputError);
    expect(() => read(bytes)).toThrow(reason);
  });

  test('more pixels than are read, before memory is taken', () => {
    const huge = { depth: 8, colour: 6, rows: [[0]] };
    expect(() => read(pngBytes({ ...huge, width: 60_000, height: 60_000 }))).toThrow(
      /60000 × 60000 pixels, more than the 33554432/,
    );
    expect(() => read(pngBytes({ ...huge, width: 5000, height: 5000 }))).toThrow(
      /pixels are missing/,
    );
    const jpeg = jpegBytes(24, 16);
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    const declaring = (height: number, width: number) => {
      const copy = Buffer.from(jpeg);
      copy.writeUInt16BE(height, frame + 5);
      copy.writeUInt16BE(width, frame + 7);
      return copy;
    };
    expect(() => read(declaring(60_000, 60_000))).toThrow(/more than the 33554432/);
    expect(() => read(declaring(5000, 5000))).toThrow(/pixels are missing/);
  });

  test('what unpacks to more than it declares, when it has got that far and no later', () => {
    const packed = deflateSync(Buffer.alloc(2 ** 28)); // 28 × 28 pixels need 812 bytes
    packed.fill(0x55, packed.length / 2); // what comes later is never looked at
    const bomb = pngBytes({ ...parts, width: 28, height: 28, rows: [], packed });
    expect(() => read(bomb)).toThrow(/more pixels follow than it declares/);
  });

  test('nothing that its pixels do not need: profiles and texts are passed over', () => {
    const profile = pngChunk('iCCP', Buffer.from('no profile at all'));
    const bytes = Buffer.concat([grey.subarray(0, 33), profile, grey.subarray(33)]);
    expect(read(bytes)).toEqual(read(grey));
  });

  test('whatever is damaged, in one sentence', () => {
    const good = [grey, pngBytes({ ...parts, colour: 3, ...palette }), jpeg, turned(jpeg, 6, 'II')];
    const damage = fc.record({
      of: fc.constantFrom(...good),
      flips: fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 4 }),
      cut: fc.nat(2000),
    });
    fc.assert(
      fc.property(damage, ({ of, flips, cut }) => {
        const bytes = Buffer.from(of.subarray(0, Math.max(12, of.length - (cut % of.length))));
        for (const [at, byte] of flips) bytes[at % bytes.length] = byte;
        try {
          read(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as Error).message).toMatch(/^some\.png [^\n]*$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a picture left as it is', () => {
  test('keeps its greys, and must have the size', () => {
    const data = Uint8Array.from({ length: 784 }, (_, at) => at % 256);
    const picture = read(encode({ width: 28, height: 28, data, channels: 1 }));
    expect(pictureAsItIs(picture, grey(28, 28), 'a')).toEqual(data);
    expect(() => pictureAsItIs(picture, grey(8, 8), 'a')).toThrow(
      /28 pixels wide and 28 high.*8 × 8.*--as-is/,
    );
  });

  test('must have something in it: black on transparent has not', () => {
    const rgba = new Uint8Array(4 * 784);
    rgba[3] = 255;
    expect(() => pictureAsItIs({ rows: 28, columns: 28, rgba }, grey(28, 28), 'a')).toThrow(
      /a is blank/,
    );
  });
});
