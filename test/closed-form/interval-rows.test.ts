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

it('has finite sizes also where there are no rows', async () => {
  const about = { name: 'rows', title: 'Rows', caption: 'None yet.', label: 'points' };
  const { svg } = await intervalRows({ ...about, charts: [{ title: '', rows: [] }] });
  expect(svg).not.toMatch(/NaN|Infinity/);
});

it('breaks a long text beside its row between words, and leaves the intervals most of the width', async () => {
  const text =
    'a claim of so many words that it would take nearly all of the width of the chart in one line';
  const rows = [{ text, estimate: 1, low: 0, high: 2 }];
  const about = { name: 'rows', title: 'Rows', caption: 'In lines.', label: 'points' };
  const { svg } = await intervalRows({ ...about, columns: 1, charts: [{ title: '', rows }] });
  const lines = [...svg.matchAll(/<tspan[^>]*>([^<]*)</g)].map(([, line = '']) => line);
  const broken = lines.filter((line) => text.includes(line) && line.length > 9);
  expect(broken.join(' ')).toBe(text);
  expect(Math.max(...broken.map(({ length }) => length))).toBeLessThanOrEqual(56);
});

it('leaves intervals room beside texts of any length, with several charts in a row', async () => {
  const text = 'top-down, backpropagation-through-time';
  const chart = { title: '', rows: [{ text, estimate: 50, low: 0, high: 100, each: [0, 100] }] };
  const about = { name: 'rows', title: 'Rows', caption: 'Three.', label: 'points' };
  const charts = [chart, chart, chart];
  const { svg } = await intervalRows({ ...about, columns: 3, charts });
  const dots = [...svg.matchAll(/<circle [^>]*cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  expect(dots).toHaveLength(9);
  expect(Math.max(...dots.slice(0, 3)) - Math.min(...dots.slice(0, 3))).toBeGreaterThan(150);
});
