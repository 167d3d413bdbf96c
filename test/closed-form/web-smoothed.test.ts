import { expect, it } from 'vitest';
import { smoothed } from '../../src/web/page/smoothed';

const COLOUR = { rows: 7, columns: 6, channels: 3 };

it('leaves what is the same everywhere as it is, in each channel', () => {
  const plain = Float32Array.from({ length: 7 * 6 * 3 }, (_, at) => [2, -1, 5][at % 3] as number);
  for (const [at, one] of smoothed(plain, COLOUR).entries())
    expect(one).toBeCloseTo(plain[at] as number, 5);
});

it('spreads a pixel over those around it, in its own channel, by binomial weights', () => {
  const picture = new Float32Array(7 * 6 * 3);
  const place = (row: number, column: number) => 3 * (6 * row + column) + 1;
  picture[place(3, 2)] = 256;
  const after = smoothed(picture, COLOUR);
  for (const [row, down] of [1, 4, 6, 4, 1].entries())
    for (const [column, along] of [1, 4, 6, 4, 1].entries())
      expect(after[place(1 + row, column)]).toBeCloseTo(down * along, 4);
  expect(after.reduce((sum, one) => sum + one, 0)).toBeCloseTo(256, 3);
});
