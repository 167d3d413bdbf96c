import { describe, expect, it } from 'vitest';
import { mosaic } from '../../src/observation/mosaic';
import { grey } from '../support/shapes';

describe('a mosaic of fields', () => {
  it('gives each its own scale around middle grey, with a white line between', () => {
    const fields = [
      [1, -1],
      [0, 0.25],
      [0, 0],
    ].map((field) => Float32Array.from(field));
    const { rows, columns, pixels } = mosaic(fields, grey(1, 2), 2);
    expect([rows, columns]).toEqual([3, 5]);
    const white = 255;
    expect([...pixels]).toEqual([
      ...[255, 0, white, 127, 255],
      ...[white, white, white, white, white],
      ...[127, 127, white, white, white],
    ]);
  });

  it('keeps the rows of each field together', () => {
    const field = Float32Array.from([1, 0, -1, 1, 1, 1]);
    const { rows, columns, pixels } = mosaic([field, field], grey(2, 3), 1);
    expect([rows, columns]).toEqual([5, 3]);
    expect([...pixels.subarray(0, 6)]).toEqual([255, 127, 0, 255, 255, 255]);
    expect([...pixels.subarray(6, 9)]).toEqual([255, 255, 255]);
    expect([...pixels.subarray(9)]).toEqual([255, 127, 0, 255, 255, 255]);
  });

  it.each([2, 4])(
    'draws %s channels, which are no colours, as the grey of their mean',
    (channels) => {
      const place = (mean: number) =>
        Array.from({ length: channels }, (_, at) => mean + (at % 2 ? 1 : -1));
      const field = Float32Array.from([4, -4, 2].flatMap(place));
      const drawn = mosaic([field], { rows: 1, columns: 3, channels }, 1);
      expect(drawn).toEqual({
        rows: 1,
        columns: 3,
        channels: 1,
        pixels: Uint8Array.of(255, 0, 191),
      });
    },
  );
});
