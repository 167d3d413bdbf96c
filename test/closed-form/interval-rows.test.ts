import { expect, it } from 'vitest';
import { intervalRows } from '../../src/charts/interval-rows';

it('has the number of a row behind its interval and behind all of its single dots', async () => {
  const rows = [
    { text: 'one', estimate: 1.25, low: 0, high: 2, each: [0.5, 5] },
    { text: 'other', estimate: -3.5, low: -4, high: -3, each: [-3.75, -3.25] },
  ];
  const about = { name: 'rows', title: 'Rows', caption: 'Each has a number.', label: 'points' };
  const { svg } = await intervalRows({ ...about, charts: [{ title: '', rows }] });
  const numbers = [
    ...svg.matchAll(/<text transform="translate\(([\d.]+),([\d.]+)\)"[^>]*>([^<]*)</g),
  ];
  const placeOf = (number: string) =>
    Number(numbers.find(([, , , text]) => text === number)?.[1] ?? Number.NaN);
  const dots = [...svg.matchAll(/<circle [^>]*cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  expect(dots).toHaveLength(6);
  expect(placeOf('1.25')).toBeGreaterThanOrEqual(Math.max(...dots));
  expect(placeOf('−3.50')).toBeLessThan(Math.max(...dots));
});
