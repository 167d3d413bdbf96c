import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelledImages } from '../../src/data/labelled-images';
import { randomStream } from '../../src/engine/random';
import { confusionMatrix } from '../../src/exhibits/confusion-matrix';
import { errorByStep, type StepErrors } from '../../src/exhibits/error-by-step';
import { errorByStrength } from '../../src/exhibits/error-by-strength';
import { goodnessBySteps } from '../../src/exhibits/goodness-by-step';
import { goodnessSpread } from '../../src/exhibits/goodness-spread';
import { learningCurves } from '../../src/exhibits/learning-curves';
import { measureSpread } from '../../src/exhibits/measure-spread';
import { principalPlane } from '../../src/exhibits/principal-plane';
import type { StrengthError } from '../../src/exhibits/reading-errors';
import { statePath } from '../../src/exhibits/state-path';
import { type WatchedImage, watchImage } from '../../src/exhibits/watched-image';
import { apart } from '../../src/figures/apart';
import { COLOURS } from '../../src/figures/colours';
import { evenGround } from '../../src/figures/even-ground';
import { pushedApart } from '../../src/figures/pushed-apart';
import { rootTicks } from '../../src/figures/root-ticks';
import { seriesLook } from '../../src/figures/series-look';
import { disposeNetwork } from '../../src/network/parameters';
import type { MetricRow } from '../../src/observation/metric-row';
import { PAPER_WATCHING } from '../../src/perception/watching';
import { binsFor, histogram } from '../../src/statistics/histogram';
import { wilson } from '../../src/statistics/wilson';
import { drawnImages, drawnWords, pixelsOf } from '../support/drawn';
import { randomNetwork } from '../support/networks';
import { expectClose } from '../support/numbers';
import { type Chart, type Drawn, readCharts } from '../support/read-chart';

const ys = ({ points }: Drawn) => points.map(({ y }) => y);
const xs = ({ points }: Drawn) => points.map(({ x }) => x);
const only = (charts: readonly Chart[]): Chart => {
  expect(charts).toHaveLength(1);
  return charts[0] as Chart;
};
/** What is said in a chart, from the top down, of these words. */
const saidIn = ({ words }: Chart, pattern = /./) =>
  words.map(({ text }) => text).filter((text) => pattern.test(text));
/** The one line of this look. */
function lineOf({ lines }: Chart, look: Partial<Pick<Drawn, 'stroke' | 'dash' | 'width'>>): Drawn {
  const fit = lines.filter((line) =>
    Object.entries(look).every(([k, v]) => line[k as 'dash'] === v),
  );
  expect(fit, JSON.stringify(look)).toHaveLength(1);
  return fit[0] as Drawn;
}
/** No two labels of a kind lie on each other: a line of them is 12 pixels high. */
function expectApart(chart: Chart, pattern: RegExp): void {
  const places = chart.words.filter(({ text }) => pattern.test(text)).map(({ y }) => y);
  const down = places.map((y) => y * chart.scale.y).sort((one, other) => one - other);
  for (const [at, y] of down.slice(1).entries())
    expect(y - (down[at] as number)).toBeGreaterThan(12);
}

describe('labels', () => {
  it('stay where they belong where there is room, and share the middle where there is none', () => {
    expect(apart([50, 10, 90], 14, [0, 100])).toEqual([50, 10, 90]);
    expect(apart([50, 10, 12], 14, [0, 100])).toEqual([50, 4, 18]);
    // Three that pool in two goes: 40, 50, 52 → 33.33, 47.33, 61.33.
    expectClose(apart([40, 50, 52], 14, [0, 100]), [100 / 3, 142 / 3, 184 / 3]);
    expect(apart([1, 2], 14, [0, 100])).toEqual([0, 14]);
    expect(apart([99, 98], 14, [0, 100])).toEqual([100, 86]);
    expect(apart([5, 5, 5], 14, [0, 20])).toEqual([0, 14, 28]);
    expect(apart([], 14, [0, 20])).toEqual([]);
  });

  it('are never too close, never out of order, and no single one is better moved', () => {
    const cost = (one: readonly number[], other: readonly number[]) =>
      one.reduce((sum, value, at) => sum + (value - (other[at] as number)) ** 2, 0);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 }), (wanted) => {
        const placed = apart(wanted, 14, [0, 300]);
        const inOrder = placed.map((_, at) => at).sort((a, b) => placed[a]! - placed[b]!);
        for (const [rank, at] of inOrder.entries()) {
          const before = inOrder[rank - 1];
          if (before === undefined) continue;
          expect(placed[at]! - placed[before]!).toBeGreaterThan(14 - 1e-9);
          expect(wanted[at]!).toBeGreaterThanOrEqual(wanted[before]!);
        }
        for (const [rank, at] of inOrder.entries())
          for (const nudge of [-0.5, 0.5]) {
            const moved = placed.with(at, placed[at]! + nudge);
            const fits = (next: number | undefined) =>
              next === undefined || Math.abs(moved[at]! - moved[next]!) >= 14;
            const inside = moved[at]! >= 0 && moved[at]! <= 300;
            if (inside && fits(inOrder[rank - 1]) && fits(inOrder[rank + 1]))
              expect(cost(moved, wanted)).toBeGreaterThanOrEqual(cost(placed, wanted) - 1e-9);
          }
      }),
      { numRuns: 200 },
    );
  });

  it('of round shape give way by half each, also where they are in one place', () => {
    const far = [
      { x: 0, y: 0 },
      { x: 30, y: 0 },
    ];
    expect(pushedApart(far, 20)).toEqual(far);
    const [one, other] = pushedApart([far[0]!, { x: 12, y: 0 }], 20);
    expectClose([one!.x, other!.x, one!.y, other!.y], [-4, 16, 0, 0], 1e-2);
    const same = pushedApart(new Array(6).fill({ x: 5, y: 5 }), 20);
    for (const [at, a] of same.entries())
      for (const b of same.slice(0, at))
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(19.99);
  });

  it('of a square-root axis are round and not too close', () => {
    expect(rootTicks(100)).toEqual([0, 1, 2, 5, 10, 20, 50, 100]);
    expect(rootTicks(9)).toEqual([0, 0.1, 1, 2, 5].toSpliced(1, 1, 0.05, 0.1).toSpliced(1, 1));
    expect(rootTicks(0.3).at(-1)).toBe(0.1);
  });

  it('tell seven lines by colour, and more by dashes', () => {
    const looks = Array.from({ length: 21 }, (_, at) => seriesLook(at));
    expect(new Set(looks.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(21);
    expect(new Set(looks.slice(0, 7).map(({ colour }) => colour)).size).toBe(7);
    expect(looks.slice(0, 7).every(({ dash }) => dash === undefined)).toBe(true);
  });
});

describe('a frame with both axes to one scale', () => {
  it('holds all points in its middle, and goes to pixels and back', () => {
    const points = [
      { x: -1, y: 2 },
      { x: 3, y: 3 },
    ];
    const { x, y, pixels, point } = evenGround(points, { width: 240, height: 100 });
    expectClose(x, [-1.4, 3.4]);
    expectClose(y, [1.5, 3.5]);
    expectClose(Object.values(pixels({ x: 1, y: 3.5 })), [120, 0]);
    expectClose(Object.values(point({ x: 0, y: 100 })), [-1.4, 1.5]);
    expect(evenGround([points[0]!], { width: 10, height: 10 }).x).toEqual([-6, 4]);
  });
});

describe('learning curves', () => {
  const row = (
    split: MetricRow['split'],
    metric: string,
    epoch: number,
    value: number | null,
    rest: Partial<MetricRow> = {},
  ): MetricRow => ({
    ...{ epoch, batch: null, step: null, split, metric, layer: null, value },
    ...rest,
  });
  const series = (
    split: MetricRow['split'],
    metric: string,
    values: readonly (number | null)[],
    rest: Partial<MetricRow> = {},
  ) => values.map((value, at) => row(split, metric, at + 1, value, rest));
  const rows = [
    ...series('training', 'pair_error_percent', [9, 4, 1]),
    ...series('training', 'readout_error_percent', [16, 8, 5]),
    ...series('training', 'readout_error_percent', [80, 80, 80], { batch: 3 }),
    ...series('training', 'positive_goodness_per_unit', [1.1, 1.2, 1.3], { layer: 1 }),
    ...series('training', 'negative_goodness_per_unit', [0.9, 0.8, 0.7], { layer: 1 }),
    ...series('training', 'positive_goodness_per_unit', [1.05, 1.15, 1.25], { layer: 2 }),
    ...series('training', 'negative_goodness_per_unit', [0.95, 0.85, 0.75], { layer: 2 }),
    ...series('validation', 'error_percent', [12, 7, 2]),
    ...series('validation', 'readout_error_percent', [14, 9, 3]),
    ...series('validation', 'step_error_percent', [60, 60, 60], { step: 2 }),
  ];
  const read = (svg: string) => readCharts(svg, Math.sqrt, (y) => y ** 2);
  const softmax = { stroke: COLOURS.vermilion };
  const goodness = { stroke: COLOURS.blue };

  it('are none where no epoch was measured', async () => {
    expect(await learningCurves([])).toBeUndefined();
    expect(await learningCurves([{ run: 'a', rows: [] }])).toBeUndefined();
    const part = series('training', 'pair_error_percent', [50], { batch: 1 });
    expect(await learningCurves([{ run: 'a', rows: part }])).toBeUndefined();
  });

  it('show four errors of one run, on training images dashed', async () => {
    const drawn = await learningCurves([{ run: 'mine', rows: [...rows].reverse() }], 'so many');
    const [errors, ...others] = read(drawn?.svg ?? '') as [Chart, ...Chart[]];
    expect(others).toHaveLength(1);
    expect(errors.lines).toHaveLength(4);
    expectClose(ys(lineOf(errors, { ...goodness, dash: null })), [12, 7, 2]);
    expectClose(ys(lineOf(errors, { ...softmax, dash: null })), [14, 9, 3]);
    expectClose(ys(lineOf(errors, { ...goodness, dash: '5 3' })), [9, 4, 1]);
    expectClose(ys(lineOf(errors, { ...softmax, dash: '5 3' })), [16, 8, 5]);
    for (const line of errors.lines) expectClose(xs(line), [1, 2, 3]);
    expect(errors.ticks.x).toEqual([1, 2, 3]);
    expect(errors.ticks.y[0]).toBe(0);
    expect(saidIn(errors)).toEqual([
      '↑ error, % (square-root scale)',
      ...['held out, goodness', 'held out, readout', 'training, readout', 'training, pairs'],
    ]);
    expect(drawnWords(drawn?.svg ?? '')).toContain('epoch →');
    expect(drawn?.name).toBe('learning-curves');
    expect(drawn?.title).toBe('How mine learnt');
    expect(drawn?.caption).toContain('so many.');
    expect(drawn?.caption).toContain('Pairs:');
  });

  it('lead from each line to its own words', async () => {
    const drawn = await learningCurves([{ run: 'mine', rows }]);
    const [errors] = readCharts(drawn?.svg ?? '', Math.sqrt, (y) => y ** 2) as [Chart];
    const ends = { goodness: 2, readout: 3 };
    for (const [words, end] of Object.entries(ends)) {
      const label = errors.words.find(({ text }) => text === `held out, ${words}`);
      const lead = errors.links.find((link) => Math.abs((ys(link)[0] ?? 0) - end) < 1e-6);
      expectClose([xs(lead!)[1]!, ys(lead!)[1]!], [label!.x, label!.y]);
      expect(xs(lead!)[0]).toBeCloseTo(3);
      expect(label!.x).toBeGreaterThan(3);
    }
  });

  it('show the goodness of every layer and sign about the threshold', async () => {
    const drawn = await learningCurves([{ run: 'mine', rows }]);
    const [, layers] = readCharts(drawn?.svg ?? '') as [Chart, Chart];
    expect(layers.lines).toHaveLength(4);
    const [first, second] = [seriesLook(0).colour, seriesLook(1).colour];
    expectClose(ys(lineOf(layers, { stroke: first, dash: null })), [1.1, 1.2, 1.3]);
    expectClose(ys(lineOf(layers, { stroke: first, dash: '5 3' })), [0.9, 0.8, 0.7]);
    expectClose(ys(lineOf(layers, { stroke: second, dash: null })), [1.05, 1.15, 1.25]);
    expectClose(ys(lineOf(layers, { stroke: second, dash: '5 3' })), [0.95, 0.85, 0.75]);
    expect(layers.rules).toHaveLength(1);
    expectClose(ys(layers.rules[0]!), [1, 1], 1e-2);
    const label = (text: string) => layers.words.find((word) => word.text === text)?.y;
    expect(label('threshold')).toBeCloseTo(1, 6);
    expect(label('layer 1, positive')).toBeCloseTo(1.3, 6);
    expect(label('layer 2, negative')).toBeCloseTo(0.75, 6);
    expect(saidIn(layers)[0]).toBe('↑ goodness a unit: mean squared activity');
    expectApart(layers, /layer|threshold/);
  });

  it('leave the goodness and its words out where there is none', async () => {
    const backward = rows.filter(({ metric }) => metric === 'readout_error_percent');
    const drawn = await learningCurves([{ run: 'backward', rows: backward }]);
    const chart = only(read(drawn?.svg ?? ''));
    expect(chart.lines).toHaveLength(2);
    expect(saidIn(chart, /,/)).toEqual([
      ...['↑ error, % (square-root scale)', 'held out, readout', 'training, readout'],
    ]);
    expect(drawn?.caption).not.toMatch(/Pairs|Right|Goodness/);
  });

  it('show one epoch as dots, and leave out what is not finite', async () => {
    const one = rows.filter(({ epoch }) => epoch === 1);
    const lost = row('training', 'pair_error_percent', 2, null);
    const drawn = await learningCurves([{ run: 'short', rows: [...one, lost] }]);
    const [errors] = read(drawn?.svg ?? '') as [Chart];
    expect(errors.ticks.x).toEqual([1]);
    expect(errors.dots.map((dot) => ys(dot)[0]).map(Number)).toHaveLength(4);
    expectClose(
      errors.dots.map((dot) => ys(dot)[0] as number),
      [12, 14, 16, 9],
    );
  });

  it('mark points where they are few, and round epochs where they are many', async () => {
    const long = series(
      'training',
      'readout_error_percent',
      Array.from({ length: 40 }, () => 3),
    );
    const drawn = await learningCurves([{ run: 'long', rows: long }]);
    const chart = only(read(drawn?.svg ?? ''));
    expect(chart.dots).toHaveLength(0);
    expect(chart.ticks.x.length).toBeLessThan(12);
    expect(chart.lines[0]?.points).toHaveLength(40);
  });

  it('show one error of each of several runs, the held-out one where there is one', async () => {
    const trained = rows.filter(({ split }) => split === 'training');
    const both = await learningCurves([
      { run: 'one', rows },
      { run: 'none', rows: [] },
      { run: 'two', rows: trained },
    ]);
    const chart = only(read(both?.svg ?? ''));
    expectClose(ys(lineOf(chart, { stroke: seriesLook(0).colour })), [12, 7, 2]);
    expectClose(ys(lineOf(chart, { stroke: seriesLook(1).colour })), [16, 8, 5]);
    expect(chart.lines).toHaveLength(2);
    expect(saidIn(chart, /one|two/)).toEqual([
      'one (held out, goodness)',
      'two (training, readout)',
    ]);
    expect(both?.title).toBe('How 2 runs learnt');
    const same = await learningCurves([
      { run: 'one', rows },
      { run: 'two', rows: rows.filter(({ epoch }) => epoch < 3) },
    ]);
    const alike = only(read(same?.svg ?? ''));
    expect(saidIn(alike, /one|two/)).toEqual(['one', 'two']);
    expect(same?.caption).toContain('(held out, goodness)');
    const [, early] = alike.links;
    expectClose(xs(early!)[0]!, 2);
    expect(early?.dash).toBe('1 4'); // it ends before the frame does
  });
});

describe('the error by step', () => {
  const first: StepErrors = {
    ...{ name: 'first', images: 200, byStep: [5, 3, 2, 2.5], onePass: 4 },
    ...{ window: { first: 2, last: 3 }, byWindow: 1.5 },
  };
  const [blue, vermilion] = [seriesLook(0).colour, seriesLook(1).colour];

  it('is a line with dots and 95 % bands, from 0', async () => {
    const { svg, name, title } = await errorByStep([first]);
    const chart = only(readCharts(svg));
    const line = lineOf(chart, { dash: null });
    expectClose(ys(line), [5, 3, 2, 2.5]);
    expectClose(xs(line), [1, 2, 3, 4]);
    expectClose(
      chart.dots.map((dot) => ys(dot)[0] as number),
      [5, 3, 2, 2.5],
    );
    const band = chart.areas[0] as Drawn;
    const shares = [10, 6, 4, 5].map((count) => wilson(count, 200));
    expectClose(ys(band), [
      ...shares.map(({ high }) => high),
      ...shares.map(({ low }) => low).reverse(),
    ]);
    expect(chart.ticks.x).toEqual([1, 2, 3, 4]);
    expect(chart.ticks.y[0]).toBe(0);
    expect(chart.ticks.y.at(-1)).toBeLessThan(10);
    expect(saidIn(chart, /error/)).toEqual(['↑ error, %']);
    expect(drawnWords(svg)).toContain('time step →');
    expect(name).toBe('error-by-step');
    expect(title).toContain('first');
  });

  it('has a bar over the window, and a dashed line for the one pass', async () => {
    const { svg, caption } = await errorByStep([first]);
    const chart = only(readCharts(svg));
    const bars = chart.links.filter(({ width }) => width > 5);
    expect(bars).toHaveLength(1);
    expectClose([xs(bars[0]!), ys(bars[0]!)], [2, 3, 1.5, 1.5]);
    const pass = lineOf(chart, { dash: '5 4' });
    expectClose([xs(pass), ys(pass)], [1, 4, 4, 4]);
    expect(saidIn(chart, /pass|step/)).toEqual([
      ...['one pass: 4.00 %', 'each step alone', 'steps 2 to 3: 1.50 %'],
    ]);
    expectApart(chart, /pass|step/);
    expect(caption).toContain('(200 images)');
    expect(caption).toMatch(/Bar.*Dashed/);
  });

  it('tells systems apart by colour and name, each with its own images', async () => {
    const second: StepErrors = { name: 'second', images: 50, byStep: [8], onePass: 6 };
    const third: StepErrors = { name: 'third', images: 200, byStep: [] };
    const { svg, caption } = await errorByStep([first, second, third]);
    const chart = only(readCharts(svg));
    expectClose(ys(lineOf(chart, { stroke: blue, dash: null })), [5, 3, 2, 2.5]);
    expectClose(ys(lineOf(chart, { stroke: vermilion, dash: '5 4' })), [6, 6]);
    const dots = chart.dots.filter(({ fill }) => fill === vermilion);
    expectClose(
      dots.flatMap(({ points }) => [points[0]!.x, points[0]!.y]),
      [1, 8],
    );
    const { low, high } = wilson(4, 50);
    const [interval] = chart.rules;
    expect(chart.rules).toHaveLength(1);
    expectClose(
      ys(interval!).sort((a, b) => a - b),
      [low, high],
      1e-2,
    );
    expect(saidIn(chart, /second|third/)).toEqual([
      'second, one pass: 6.00 %',
      'second, goodness: 8.00 %',
    ]);
    expect(caption).toContain('first: 200 images; second: 50 images; third: 200 images');
    expect(caption).not.toContain('undefined');
  });

  it('says nothing of what it does not show', async () => {
    const { caption } = await errorByStep([{ name: 'bare', images: 9, byStep: [10, 20] }]);
    expect(caption).not.toMatch(/Bar|Dashed/);
    const single = { first: 1, last: 1 };
    const { svg } = await errorByStep([{ ...first, byStep: [5], window: single }]);
    expect(only(readCharts(svg)).links.every(({ width }) => width < 5)).toBe(true);
  });
});

/** Two layers, three labels and four states, by hand: `goodness[step][label][layer]`. */
const WATCHED: WatchedImage = {
  ...{ index: 12, label: 2, rows: 2, columns: 2, answer: 0, readout: 1 },
  pixels: Uint8Array.from([0, 255, 100, 0]),
  goodness: [
    [1, 1, 1].map((one) => [one, 0.5]),
    [
      [1, 0.9],
      [1, 0.3],
      [1, 0.4],
    ],
    [
      [1.2, 1],
      [0.9, 0.2],
      [1.3, 0.5],
    ],
    [
      [1.4, 1.1],
      [0.8, 0.1],
      [1.2, 0.4],
    ],
  ],
  units: [2, 3],
  activity: [
    Float32Array.from({ length: 4 * 3 * 2 }, (_, at) => (at < 6 ? 1 : 1 + at + (at % 5))),
    new Float32Array(4 * 3 * 3),
  ],
};

describe('goodness by step', () => {
  const window = { first: 2, last: 3 };

  it('has a line for each label: goodness a unit, summed over layers', async () => {
    const { svg, name } = await goodnessBySteps(WATCHED, window);
    const chart = only(readCharts(svg));
    expect(chart.lines).toHaveLength(3);
    const winner = lineOf(chart, { stroke: COLOURS.vermilion });
    expectClose(ys(winner), [1.5, 1.9, 2.2, 2.5]);
    expectClose(xs(winner), [0, 1, 2, 3]);
    expectClose(ys(lineOf(chart, { stroke: COLOURS.blue })), [1.5, 1.4, 1.8, 1.6]);
    const other = lineOf(chart, { stroke: 'currentColor' });
    expectClose(ys(other), [1.5, 1.3, 1.1, 0.9]);
    expect(winner.width).toBeGreaterThan(2 * other.width);
    expect(other.opacity).toBeLessThan(1);
    expect(chart.lines.at(-1)?.stroke).toBe(COLOURS.vermilion); // on top
    expect(chart.ticks.x).toEqual([0, 1, 2, 3]);
    expect(name).toBe('goodness-by-step-of-image-12');
  });

  it('labels the answer, the true label and the others where they end', async () => {
    const { svg } = await goodnessBySteps(WATCHED, window);
    const chart = only(readCharts(svg));
    const label = (text: string) => chart.words.find((word) => word.text === text);
    expect(label('0, its answer: wrong')).toMatchObject({ bold: true });
    expectClose(label('0, its answer: wrong')!.y, 2.5);
    expectClose(label('2, the true label')!.y, 1.6);
    expectClose(label('1')!.y, 0.9);
    expect(saidIn(chart, /score/)).toEqual(['↑ score: goodness a unit, summed over layers']);
    const right = await goodnessBySteps({ ...WATCHED, label: 0 }, window);
    const good = only(readCharts(right.svg));
    expect(saidIn(good, /^\d/)).toEqual(['1', '2', '0, its answer']);
    expect(good.lines.every(({ stroke }) => stroke !== COLOURS.blue)).toBe(true);
  });

  it('keeps ten labels that end in one place apart', async () => {
    const goodness = WATCHED.goodness.map(() => Array.from({ length: 10 }, (_, one) => [one / 99]));
    const { svg } = await goodnessBySteps({ ...WATCHED, goodness, answer: 9 }, window);
    const chart = only(readCharts(svg));
    expect(saidIn(chart, /^\d/)).toHaveLength(10);
    expectApart(chart, /^\d/);
  });

  it('shades the window and shows the picture', async () => {
    const { svg } = await goodnessBySteps(WATCHED, window);
    const [x, width] = /aria-label="rect".*?<rect ([^>]*)>/.exec(svg)?.[1] ? edges(svg) : [0, 0];
    const chart = only(readCharts(svg));
    const [from, to] = [0, 3].map((step) => pixelOf(svg, step)) as [number, number];
    const step = (to - from) / 3;
    expectClose([x, width], [from + 1.5 * step, 2 * step], 1e-3);
    expect(saidIn(chart, /decide/)).toEqual(['steps 2 to 3 decide']);
    const [picture, ...more] = drawnImages(svg);
    expect(more).toHaveLength(0);
    expect(pixelsOf(picture!.src).colours.map(([red]) => red)).toEqual([0, 255, 100, 0]);
    expect(picture?.rendering).toBe('pixelated');
    expect(picture!.x).toBeGreaterThan(to);
    expect(picture!.x + picture!.width).toBeLessThanOrEqual(860);
    expect(picture!.y).toBeGreaterThan(0);
  });

  it('says which image it was, and what decided', async () => {
    const { title, caption } = await goodnessBySteps(WATCHED, window);
    expect(title).toBe('Why it said 0');
    expect(caption).toContain('Image 12 ');
    expect(caption).toContain('true label is 2');
    expect(caption).toContain('each of 3 labels');
    expect(caption).toContain('0 (4.700) before 2 (3.400)');
  });
});

/** Pixels of a step on the x axis. */
function pixelOf(svg: string, step: number): number {
  const labels = /aria-label="x-axis tick label".*?<\/g>/s.exec(svg)?.[0] ?? '';
  const found = new RegExp(`translate\\(([\\d.]+),[\\d.]+\\)"[^>]*>${step}<`).exec(labels);
  return Number(found?.[1]);
}

/** Left edge and width of the first rectangle that is a mark. */
function edges(svg: string): [number, number] {
  const rect = /aria-label="rect"[^>]*>.*?<rect ([^>]*)>/s.exec(svg)?.[1] ?? '';
  return ['x', 'width'].map((name) =>
    Number(new RegExp(`(?:^| )${name}="([\\d.]+)"`).exec(rect)?.[1]),
  ) as [number, number];
}

/** Bytes drawn at random as images of 3 × 3. */
function someImages(count: number): LabelledImages {
  const random = randomStream(3, 'test', 'spread');
  return {
    name: 'made up',
    ...{ count, rows: 3, columns: 3, classes: 10 },
    pixels: Uint8Array.from(random.uniforms(count * 9), (one) => 255 * one),
    labels: Uint8Array.from({ length: count }, () => random.integer(0, 9)),
  };
}

describe('the spread of goodness', () => {
  it('is measured over the window, under the true label and the best wrong one', async () => {
    const images = someImages(252); // two batches
    const network = randomNetwork([8, 6]);
    const watching = { ...PAPER_WATCHING, window: { first: 2, last: 4 } };
    const before = tf.memory().numTensors;
    let batches = 0;
    const spread = await measureSpread(network, images, watching, () => {
      batches += 1;
    });
    expect(tf.memory().numTensors).toBe(before);
    expect(batches).toBe(2);
    expect(spread).toMatchObject({ images: 252, window: { first: 2, last: 4 } });
    expect(spread.layers.map(({ truth, wrong }) => [truth.length, wrong.length])).toEqual([
      [252, 252],
      [252, 252],
    ]);
    for (const index of [0, 7, 249, 250, 251]) {
      const { label, goodness } = watchImage(network, images, index, watching);
      const mean = (one: number, layer: number) =>
        [2, 3, 4].reduce((sum, step) => sum + goodness[step]![one]![layer]! / 3, 0);
      const score = (one: number) => mean(one, 0) + mean(one, 1);
      const [best] = Array.from({ length: 10 }, (_, one) => one)
        .filter((one) => one !== label)
        .sort((one, other) => score(other) - score(one));
      for (const [layer, { truth, wrong }] of spread.layers.entries()) {
        expectClose(truth[index]!, mean(label, layer));
        expectClose(wrong[index]!, mean(best!, layer));
      }
    }
    disposeNetwork(network);
  });

  it('stops where it is told to', async () => {
    const network = randomNetwork([4]);
    const stop = () => {
      throw new Error('enough');
    };
    await expect(measureSpread(network, someImages(2), PAPER_WATCHING, stop)).rejects.toThrow(
      'enough',
    );
    disposeNetwork(network);
  });

  it('is binned from the least to the greatest, which is in the last bin', () => {
    const bins = binsFor([2, 4, 3, 2.4], 4);
    expect(bins).toEqual({ count: 4, low: 2, width: 0.5 });
    expect(histogram([2, 2.4, 2.5, 4], bins).map(({ percent }) => percent)).toEqual([
      50, 25, 0, 25,
    ]);
    expect(histogram([2], bins).map(({ from, to }) => [from, to])).toEqual([
      ...[
        [2, 2.5],
        [2.5, 3],
        [3, 3.5],
        [3.5, 4],
      ],
    ]);
    expect(binsFor([5, 5], 4).width).toBe(0.25);
  });

  it('is drawn layer by layer in two colours, with the threshold and how often truth has more', async () => {
    const layers = [
      { truth: [1.6, 1.6, 0.9, 1.6], wrong: [0.4, 1, 1.2, 0.4] },
      { truth: [1.2, 1.1, 1.3, 1.1], wrong: [0.8, 1.2, 1.3, 0.8] },
    ];
    const window = { first: 3, last: 5 };
    const { svg, caption, name } = await goodnessSpread({ images: 4, window, layers });
    const charts = readCharts(svg);
    expect(charts).toHaveLength(2);
    for (const [at, chart] of charts.entries())
      for (const [of, stroke] of [
        ['truth', COLOURS.blue],
        ['wrong', COLOURS.vermilion],
      ] as const) {
        const line = lineOf(chart, { stroke });
        const bins = histogram(layers[at]![of], binsFor([0.4, 1.6], 60));
        expectClose(
          ys(line),
          bins.flatMap(({ percent }) => [percent, percent]),
        );
        expectClose(
          xs(line),
          bins.flatMap(({ from, to }) => [from, to]),
        );
        const area = chart.areas.find(({ fill }) => fill === stroke);
        expectClose(Math.min(...ys(area!)), 0);
        expectClose(Math.max(...ys(area!)), Math.max(...ys(line)));
      }
    for (const { rules } of charts) expectClose(xs(rules[0]!), [1, 1], 1e-2);
    const said = drawnWords(svg);
    expect(said).toContain('layer 1: the true label has more in 75.0 %');
    expect(said).toContain('layer 2: the true label has more in 50.0 %');
    expect(said).toContain('under the true label');
    expect(said).toContain('goodness a unit, mean over the window →');
    expect(caption).toContain('steps 3 to 5, for 4 images');
    expect(caption).toContain('has more for 75.00 %'); // 2.8, 2.7, 2.2, 2.7 against 1.2, 2.2, 2.5, 1.2
    expect(name).toBe('goodness-spread');
    const dots = [...svg.matchAll(/<circle r="5"/g)];
    expect(dots).toHaveLength(2);
  });
});

describe('the confusion matrix', () => {
  const labels = Uint8Array.from([0, 0, 0, 1, 1, 1, 1, 2, 2]);
  const answers = Uint8Array.from([0, 0, 1, 1, 0, 0, 1, 2, 0]);
  /** What is written or shaded, by its place on the grid. */
  const cellsOf = (svg: string) => {
    const grid = [...svg.matchAll(/<rect ([^>]*)\/?>/g)]
      .map(([, text]) => {
        const value = (name: string) =>
          new RegExp(`(?:^| )${name}="([^"]*)"`).exec(text ?? '')?.[1];
        return { x: Number(value('x')), y: Number(value('y')), shade: value('fill-opacity') };
      })
      .filter(({ x }) => x > 0);
    return grid;
  };
  const tick = (svg: string, axis: 'x' | 'y', one: number) => {
    const labelled = new RegExp(`aria-label="${axis}-axis tick label".*?</g>`, 's').exec(svg)?.[0];
    const place = new RegExp(`translate\\(([\\d.]+),([\\d.]+)\\)"[^>]*>${one}<`).exec(
      labelled ?? '',
    );
    return Number(place?.[axis === 'x' ? 1 : 2]);
  };

  it('has true labels in rows and answers in columns, and writes what is not 0', async () => {
    const { svg } = await confusionMatrix(labels, answers, 3, 'goodness');
    const chart = only(readCharts(svg));
    const counts = chart.words.filter(({ text }) => /^\d+$/.test(text));
    expectClose(
      counts.map(({ x, y, text }) => [y, x, Number(text)]),
      [...[0, 0, 2, 0, 1, 1], ...[1, 0, 2, 1, 1, 2], ...[2, 0, 1, 2, 2, 1]],
    );
    expect(saidIn(chart, /of/)).toEqual(['1 of 3', '2 of 4', '1 of 2']);
    expectClose(
      chart.words.filter(({ text }) => / of /.test(text)).map(({ y }) => y),
      [0, 1, 2],
    );
    expect(drawnWords(svg)).toEqual(expect.arrayContaining(['true label', 'answer', 'wrong']));
  });

  it('shades mistakes alone by their count, so that ink is read on the darkest', async () => {
    const { svg } = await confusionMatrix(labels, answers, 3, 'goodness');
    const shaded = cellsOf(svg).filter(({ shade }) => shade !== undefined);
    const at = (label: number, answer: number) =>
      shaded.filter(
        ({ x, y }) =>
          Math.abs(x + 22.5 - tick(svg, 'x', answer)) < 12 &&
          Math.abs(y + 22.5 - tick(svg, 'y', label)) < 12,
      );
    expect(at(0, 1).map(({ shade }) => Number(shade))).toEqual([0.3]);
    expect(at(1, 0).map(({ shade }) => Number(shade))).toEqual([0.6]);
    expect(at(2, 0).map(({ shade }) => Number(shade))).toEqual([0.3]);
    expect(at(0, 0)).toEqual([]); // the diagonal's is its group's
    expect(at(0, 2)).toEqual([]);
  });

  it('says how often it was wrong, by what, and of how many', async () => {
    const { name, title, caption } = await confusionMatrix(labels, answers, 3, 'the readout');
    expect(name).toBe('confusion-matrix-by-the-readout');
    expect(title).toContain('by the readout');
    const { low, high } = wilson(4, 9);
    expect(caption).toContain('9 images');
    expect(caption).toContain(
      `44.44 % (95 % Wilson interval ${low.toFixed(2)} to ${high.toFixed(2)})`,
    );
    expect(caption).toContain('the most frequent (2) most');
  });

  it('draws no mistakes where there are none, and refuses what does not fit', async () => {
    const { svg, caption } = await confusionMatrix(labels, labels, 3, 'goodness');
    expect(cellsOf(svg).every(({ shade }) => shade === undefined)).toBe(true);
    expect(svg).not.toContain('NaN');
    expect(caption).toContain('0.00 %');
    await expect(confusionMatrix(labels, answers.slice(1), 3, 'goodness')).rejects.toThrow(
      RangeError,
    );
  });
});

describe('the plane of two principal components', () => {
  it('keeps the distances of points that lie in a plane, and says what each axis shows', () => {
    // An ellipse in the plane of (1, 1, 0) / √2 and (0, 0, 1), off the origin: axes 3 and 1.
    const angles = Array.from({ length: 12 }, (_, at) => (at * Math.PI) / 6);
    const states = angles.flatMap((angle) => {
      const along = (3 * Math.cos(angle)) / Math.SQRT2;
      return [5 + along, 7 + along, Math.sin(angle)];
    });
    const { points, shares } = principalPlane(Float32Array.from(states), 3);
    expectClose(shares, [0.9, 0.1]);
    const sign = Math.sign(points[1]!.y); // the first state's is 0: either sign will do
    expectClose(
      points.map(({ x, y }) => [x, sign * y]),
      angles.map((angle) => [-3 * Math.cos(angle), Math.sin(angle)]),
    );
  });

  it('takes units that never move, and only one', () => {
    expect(principalPlane(new Float32Array(12), 3)).toEqual({
      points: new Array(4).fill({ x: expect.closeTo(0), y: expect.closeTo(0) }),
      shares: [0, 0],
    });
    const { points, shares } = principalPlane(Float32Array.from([1, 2, 3]), 1);
    expectClose(
      points.map(({ x, y }) => [x, y]),
      [-1, 0, 0, 0, 1, 0],
    );
    expectClose(shares, [1]);
  });
});

describe('the path of a state', () => {
  it('goes through every state under each label, from one start', async () => {
    const { svg, name, title, caption } = await statePath(WATCHED, 1);
    const chart = only(readCharts(svg));
    const { points, shares } = principalPlane(WATCHED.activity[0] as Float32Array, 2);
    const pathOf = (label: number) =>
      [0, 1, 2, 3].map((step) => points[3 * step + label]!).map(({ x, y }) => [x, y]);
    const drawnPath = ({ points: all }: Drawn) => all.map(({ x, y }) => [x, y]);
    expect(chart.lines).toHaveLength(3);
    expectClose(drawnPath(lineOf(chart, { stroke: COLOURS.vermilion, width: 4 })), pathOf(0), 1e-3);
    expectClose(drawnPath(lineOf(chart, { stroke: COLOURS.blue })), pathOf(2), 1e-3);
    expectClose(drawnPath(lineOf(chart, { stroke: 'currentColor' })), pathOf(1), 1e-3);
    expectClose(Math.abs(chart.scale.x), Math.abs(chart.scale.y)); // distances are as they are
    const start = chart.words.find(({ text }) => text === 'start');
    expectClose([start!.x, start!.y], pathOf(0)[0]!, 1e-3);
    const percent = shares.map((share) => (100 * share).toFixed(0));
    expect(drawnWords(svg)).toContain(`principal component 1: ${percent[0]} % of the variance →`);
    expect(drawnWords(svg)).toContain(`↑ principal component 2: ${percent[1]} % of the variance`);
    expect(name).toBe('state-path-of-layer-1-image-12');
    expect(title).toContain('layer 1');
    expect(caption).toContain('the 2 units of layer 1');
    expect(caption).toContain('3 steps');
    expect(caption).toContain('Thick: 0, the answer; blue: 2, the true label.');
  });

  it('numbers each end by its label, the winner in bold, on discs that do not touch', async () => {
    const { svg } = await statePath(WATCHED, 1);
    const chart = only(readCharts(svg));
    const discs = chart.dots.filter(({ radius }) => radius === 9);
    const labels = chart.words.filter(({ text }) => /^\d$/.test(text));
    expect(labels.map(({ text, bold }) => [text, bold]).sort()).toEqual([
      ...[
        ['0', true],
        ['1', false],
        ['2', true],
      ],
    ]);
    expect(discs).toHaveLength(3);
    const strokeOf = { 0: COLOURS.vermilion, 1: COLOURS.ink, 2: COLOURS.blue } as const;
    for (const { text, x, y } of labels) {
      const disc = discs.find(({ points: [at] }) => Math.hypot(at!.x - x, at!.y - y) < 1e-6);
      expect(disc?.stroke).toBe(strokeOf[Number(text) as 0]);
      const line = lineOf(chart, { stroke: strokeOf[Number(text) as 0] });
      const end = line.points.at(-1)!;
      const pixels = Math.hypot(end.x - x, end.y - y) * Math.abs(chart.scale.x);
      expect(pixels, `${text} is near its end`).toBeLessThan(30);
      const lead = chart.links.find(({ stroke }) => stroke === strokeOf[Number(text) as 0]);
      expectClose(
        lead!.points.map((one) => [one.x, one.y]),
        [end.x, end.y, x, y],
        1e-3,
      );
    }
    for (const [
      at,
      {
        points: [one],
      },
    ] of discs.entries())
      for (const {
        points: [other],
      } of discs.slice(0, at))
        expect(
          Math.hypot(one!.x - other!.x, one!.y - other!.y) * Math.abs(chart.scale.x),
        ).toBeGreaterThan(19);
  });

  it('is drawn of a layer that never moves, and refuses one that is not there', async () => {
    const { svg, caption } = await statePath({ ...WATCHED, label: 0 }, 2);
    expect(svg).not.toContain('NaN');
    expect(caption).toContain('Thick: 0, the answer.');
    await expect(statePath(WATCHED, 3)).rejects.toThrow('no hidden layer 3: there are 2');
    await expect(statePath(WATCHED, 0)).rejects.toThrow(RangeError);
  });
});

describe('the error by strength', () => {
  const readings = ['ours', 'theirs'];
  const point = (
    condition: string,
    strength: number,
    at: number,
    percent: number,
  ): StrengthError => ({
    ...{ condition, unit: `${condition} in pixels`, strength, reading: readings[at] as string },
    ...{ percent, low: percent - 1, high: percent + 2 },
  });
  const clean = [point('clean', 0, 0, 2), point('clean', 0, 1, 4)];
  const shift = [1, 4].flatMap((one) => [
    point('shift', one, 0, 10 * one),
    point('shift', one, 1, 15 * one),
  ]);
  const blur = [
    point('blur', 2, 1, 30),
    point('blur', 1, 1, 20),
    point('blur', 1, 0, 8),
    point('blur', 2, 0, 9),
  ];
  const [ours, theirs] = [seriesLook(0).colour, seriesLook(1).colour];

  it('has a panel for each condition, whose lines start with the images as they are', async () => {
    const { svg, name, caption } = await errorByStrength([...clean, ...shift, ...blur], 'Of some');
    const charts = readCharts(svg);
    expect(charts).toHaveLength(3);
    const [shifts, blurs] = charts.filter(({ lines }) => lines.length > 0) as [Chart, Chart];
    expectClose(ys(lineOf(shifts, { stroke: ours })), [2, 10, 40]);
    expectClose(xs(lineOf(shifts, { stroke: ours })), [0, 1, 4]);
    expectClose(ys(lineOf(shifts, { stroke: theirs })), [4, 15, 60]);
    expectClose(ys(lineOf(blurs, { stroke: ours })), [2, 8, 9]);
    expectClose(ys(lineOf(blurs, { stroke: theirs })), [4, 20, 30]);
    expectClose(xs(lineOf(blurs, { stroke: theirs })), [0, 1, 2]);
    const bands = blurs.areas.find(({ fill }) => fill === theirs);
    expectClose(ys(bands!), [6, 22, 32, 29, 19, 3]);
    expect(shifts.ticks.y.at(-1)).toBe(100); // beyond half: all of it
    expect(blurs.ticks).toEqual({ x: [0, 1, 2], y: shifts.ticks.y });
    expect(saidIn(shifts)).toEqual(['↑ error, %', 'shift']);
    expect(saidIn(blurs)).toEqual(['blur']);
    expect(drawnWords(svg)).toEqual(
      expect.arrayContaining(['shift in pixels →', 'blur in pixels →']),
    );
    expect(shifts.dots).toHaveLength(6);
    expect(name).toBe('error-by-strength');
    expect(caption).toMatch(/^Of some\. Top.*Below.*Strength 0/);
  });

  it('names the readings once, by the errors on the images as they are', async () => {
    const { svg } = await errorByStrength([...clean, ...shift]);
    const said = drawnWords(svg);
    for (const reading of readings) expect(said.filter((one) => one === reading)).toHaveLength(1);
    const named = readCharts(svg).find(({ lines }) => lines.length === 0) as Chart;
    expect(saidIn(named)).toEqual(['2.00', '4.00']);
    expectClose(
      named.rules.map((rule) => xs(rule).sort((a, b) => a - b)),
      [1, 4, 3, 6],
    );
    expect(named.rules.map(({ stroke }) => stroke)).toEqual([ours, theirs]);
    const marks = named.dots.filter(({ radius }) => radius === 4);
    expectClose(
      marks.map((dot) => xs(dot)[0]!),
      [2, 4],
    );
    expect(marks.map(({ fill }) => fill)).toEqual([ours, theirs]);
    const key = named.dots.filter(({ radius }) => radius === 5);
    expect(key.map(({ fill }) => fill)).toEqual([ours, theirs]);
  });

  it('draws only what there is', async () => {
    const harder = await errorByStrength(blur);
    const [named, panel] = readCharts(harder.svg) as [Chart, Chart];
    expect(named.rules).toHaveLength(0);
    expectClose(ys(lineOf(panel, { stroke: ours })), [8, 9]);
    expect(panel.ticks.y.at(-1)).toBeLessThan(34); // as high as it needs
    expect(harder.caption).not.toMatch(/Top|Strength 0/);
    const asTheyAre = await errorByStrength(clean);
    const chart = only(readCharts(asTheyAre.svg));
    expect(chart.rules).toHaveLength(2);
    expect(asTheyAre.title).toBe('Error on the images as they are');
    expect(asTheyAre.caption).not.toMatch(/Below|Strength/);
  });

  it('names strengths that lie close only once, the higher one', async () => {
    const many = [1, 90, 100].map((one) => point('fade', one, 0, 5));
    const [, panel] = readCharts((await errorByStrength(many)).svg) as [Chart, Chart];
    expect(panel.ticks.x).toEqual([1, 100]);
    expect(lineOf(panel, { stroke: ours }).points).toHaveLength(3);
  });

  it('puts panels in rows of three', async () => {
    const four = ['a', 'b', 'c', 'd'].flatMap((one) => [point(one, 1, 0, 5), point(one, 2, 0, 7)]);
    const { svg } = await errorByStrength([...clean, ...four]);
    const places = [...svg.matchAll(/<svg [^>]*class="plot[^>]*>/g)]
      .map(([tag]) =>
        ['x', 'y'].map((name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(tag)?.[1])),
      )
      .filter(([x]) => !Number.isNaN(x));
    const [named, ...panels] = places.toSorted(
      (one, other) => one[1]! - other[1]! || one[0]! - other[0]!,
    );
    expect(named).toEqual([0, 0]);
    expect(panels.map(([x]) => x)).toEqual([0, 340, 680, 0]);
    const rows = panels.map(([, y]) => y as number);
    expect(rows[2]).toBe(rows[0]);
    expect(rows[3]! - rows[0]!).toBe(264);
  });
});
