import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { COLOURS } from '../../src/charts/colours';
import { linePanels } from '../../src/charts/line-panels';
import { colourOf, seriesLook } from '../../src/charts/looks';
import { randomStream } from '../../src/engine/random';
import { estimateAt } from '../../src/experiments/measures/estimates';
import { confusionMatrix } from '../../src/figures/confusion-matrix';
import { errorByStep, type StepErrors } from '../../src/figures/error-by-step';
import { errorByStrength } from '../../src/figures/error-by-strength';
import { goodnessBySteps } from '../../src/figures/goodness-by-step';
import { goodnessSpread } from '../../src/figures/goodness-spread';
import { learningCurves } from '../../src/figures/learning-curves';
import { principalPlane, statePath } from '../../src/figures/state-path';
import type { StrengthError } from '../../src/figures/strength-error';
import type { LabelledImages } from '../../src/images/labelled-images';
import { disposeNetwork } from '../../src/network/network';
import { measureSpread } from '../../src/observation/measure-spread';
import type { MetricRow } from '../../src/observation/metrics';
import { type WatchedImage, watchImage } from '../../src/observation/watched-image';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';
import { binsFor, histogram } from '../../src/statistics/histogram';
import { wilson } from '../../src/statistics/wilson';
import { drawnImages, drawnWords, pixelsOf } from '../support/drawn';
import { randomNetwork } from '../support/networks';
import { expectClose } from '../support/numbers';
import { type Chart, type Drawn, found, item, type Point, readCharts } from '../support/read-chart';
import { grey, TEN } from '../support/shapes';

/** As near as paths are written: to a thousandth of a pixel. */
const expectDrawn = (actual: Parameters<typeof expectClose>[0], expected: number[] | number[][]) =>
  expectClose(actual, expected, 1e-3);
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

/** A short line leads from a line's end to each label of this kind. */
function expectLed({ links, words, scale }: Chart, pattern: RegExp): void {
  const ends = links.map(({ points }) => item(points, 1));
  for (const { text, x, y } of words.filter((word) => pattern.test(word.text)))
    found(ends, (end) => Math.hypot((end.x - x) * scale.x, (end.y - y) * scale.y) < 0.1, text);
}

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
    ...series('validation', 'error_percent', [60, 60, 60], { step: 2 }),
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
    expectDrawn(ys(lineOf(errors, { ...goodness, dash: null })), [12, 7, 2]);
    expectDrawn(ys(lineOf(errors, { ...softmax, dash: null })), [14, 9, 3]);
    expectDrawn(ys(lineOf(errors, { ...goodness, dash: '5 3' })), [9, 4, 1]);
    expectDrawn(ys(lineOf(errors, { ...softmax, dash: '5 3' })), [16, 8, 5]);
    for (const line of errors.lines) expectDrawn(xs(line), [1, 2, 3]);
    expect(errors.ticks.x).toEqual([1, 2, 3]);
    expect(errors.ticks.y[0]).toBe(0);
    expect(saidIn(errors)).toEqual([
      '↑ error, % (square-root scale)',
      ...['held out, goodness', 'held out, readout', 'training, readout', 'training, pairs'],
    ]);
    expect(drawnWords(drawn?.svg ?? '')).toContain('epoch →');
    expect(drawn?.name).toBe('learning-curves');
    expect(drawn?.title).toBe('Learning curves of mine');
    expect(drawn?.caption).toContain('so many.');
    expect(drawn?.caption).toContain('solid on held-out images');
    const trained = rows.filter(({ split }) => split === 'training');
    const alone = await learningCurves([{ run: 'mine', rows: trained }]);
    expect(alone?.caption).not.toContain('held-out');
    expect(drawn?.caption).toContain('Pairs:');
  });

  it('lead from each line to its own words', async () => {
    const drawn = await learningCurves([{ run: 'mine', rows }]);
    const errors = item(read(drawn?.svg ?? ''), 0);
    for (const [end, words] of [
      [2, 'held out, goodness'],
      [3, 'held out, readout'],
    ]) {
      const label = found(errors.words, ({ text }) => text === words);
      const lead = found(errors.links, (link) => Math.abs(item(ys(link), 0) - Number(end)) < 1e-2);
      expectDrawn(lead.points.map(Object.values), [3, Number(end), label.x, label.y]);
      expect(label.x).toBeGreaterThan(3);
      expectDrawn([label.y], [Number(end)]); // there is room
    }
  });

  it('keep words apart also where errors end in one place', async () => {
    const ends = rows.map((one) => (one.epoch === 3 ? { ...one, value: 2 } : one));
    const drawn = await learningCurves([{ run: 'mine', rows: ends }]);
    const errors = item(read(drawn?.svg ?? ''), 0);
    const bent = { ...errors, words: errors.words.map((one) => ({ ...one, y: Math.sqrt(one.y) })) };
    expectApart(bent, /,/);
    expectDrawn(
      errors.links.map(({ points }) => item(points, 1).y),
      errors.words.filter(({ text }) => /, [a-z]/.test(text)).map(({ y }) => y),
    );
  });

  it('show the goodness of every layer and sign about the threshold', async () => {
    const drawn = await learningCurves([{ run: 'mine', rows }]);
    const [, layers] = readCharts(drawn?.svg ?? '') as [Chart, Chart];
    expect(layers.lines).toHaveLength(4);
    const [first, second] = [colourOf('layer 1'), colourOf('layer 2')];
    expectDrawn(ys(lineOf(layers, { stroke: first, dash: null })), [1.1, 1.2, 1.3]);
    expectDrawn(ys(lineOf(layers, { stroke: first, dash: '5 3' })), [0.9, 0.8, 0.7]);
    expectDrawn(ys(lineOf(layers, { stroke: second, dash: null })), [1.05, 1.15, 1.25]);
    expectDrawn(ys(lineOf(layers, { stroke: second, dash: '5 3' })), [0.95, 0.85, 0.75]);
    expect(layers.rules).toHaveLength(1);
    expectDrawn(ys(item(layers.rules, 0)), [1, 1]);
    const label = (text: string) => layers.words.find((word) => word.text === text)?.y;
    expect(label('threshold')).toBeCloseTo(1, 6);
    expect(label('layer 1, positive')).toBeCloseTo(1.3, 6);
    expect(label('layer 2, negative')).toBeCloseTo(0.75, 6);
    expect(saidIn(layers)[0]).toBe('↑ goodness per unit: mean squared activity');
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

  it('say so where goodness is lowered for the true label, and tell such a run from others', async () => {
    const quiet = { run: 'quiet', rows, prefers: 'least' } as const;
    const alone = await learningCurves([quiet]);
    const lowered = 'Goodness that is lowered for the true label: the label with the lowest is';
    expect(alone?.caption).toContain(lowered);
    expect(alone?.caption).toContain('whose negative scored no higher than the positive');
    expect(alone?.caption).toContain(
      'positives (to be lowered; solid) and of negatives (to be raised',
    );
    expect(alone?.caption).not.toContain('highest goodness');
    const both = await learningCurves([{ run: 'loud', rows }, quiet]);
    expect(saidIn(only(read(both?.svg ?? '')), /loud|quiet/)).toEqual(['loud', 'quiet']);
    expect(both?.caption).toContain('(held out, goodness)');
    for (const about of ['the label with the highest goodness', lowered])
      expect(both?.caption).toContain(about);
  });

  it('show one epoch as dots, and leave out what is not finite', async () => {
    const one = rows.filter(({ epoch }) => epoch === 1);
    const lost = row('training', 'pair_error_percent', 2, null);
    const drawn = await learningCurves([{ run: 'short', rows: [...one, lost] }]);
    const [errors] = read(drawn?.svg ?? '') as [Chart];
    expect(errors.ticks.x).toEqual([1]);
    expect(errors.dots.map((dot) => ys(dot)[0]).map(Number)).toHaveLength(4);
    expectDrawn(
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
    expectDrawn(ys(lineOf(chart, { stroke: colourOf('one') })), [12, 7, 2]);
    expectDrawn(ys(lineOf(chart, { stroke: colourOf('two') })), [16, 8, 5]);
    expect(chart.lines).toHaveLength(2);
    expect(saidIn(chart, /one|two/)).toEqual([
      'one (held out, goodness)',
      'two (training, readout)',
    ]);
    expect(both?.title).toBe('Learning curves of 2 runs');
    const same = await learningCurves([
      { run: 'one', rows },
      { run: 'two', rows: rows.filter(({ epoch }) => epoch < 3) },
    ]);
    const alike = only(read(same?.svg ?? ''));
    expect(saidIn(alike, /one|two/)).toEqual(['one', 'two']);
    expect(same?.caption).toContain('(held out, goodness)');
    expectDrawn([item(xs(item(alike.links, 1)), 0)], [2]);
    expect(item(alike.links, 1).dash).toBe('1 4'); // it ends before the frame does
  });
});

describe('the error by step', () => {
  const first: StepErrors = {
    ...{ name: 'first', images: 200, byStep: [5, 3, 2, 2.5], onePass: 4 },
    ...{ window: { first: 2, last: 3 }, byWindow: 1.5 },
  };

  it('is a line with dots and 95 % bands, from 0', async () => {
    const { svg, name, title } = await errorByStep([first]);
    const chart = only(readCharts(svg));
    const line = lineOf(chart, { dash: null, stroke: colourOf('goodness') });
    expectDrawn(ys(line), [5, 3, 2, 2.5]);
    expectDrawn(xs(line), [1, 2, 3, 4]);
    expectDrawn(
      chart.dots.map((dot) => ys(dot)[0] as number),
      [5, 3, 2, 2.5],
    );
    const band = chart.areas[0] as Drawn;
    expectDrawn(xs(band), [1, 2, 3, 4, 4, 3, 2, 1]);
    const shares = [10, 6, 4, 5].map((count) => wilson(count, 200));
    expectDrawn(ys(band), [
      ...shares.map(({ high }) => high),
      ...shares.map(({ low }) => low).reverse(),
    ]);
    expect(chart.ticks.x).toEqual([1, 2, 3, 4]);
    expect(chart.ticks.y[0]).toBe(0);
    expect(chart.ticks.y.at(-1)).toBeLessThan(10);
    expect(saidIn(chart, /error/)).toEqual(['↑ error, %']);
    expect(drawnWords(svg)).toContain('time step →');
    expect(name).toBe('error-by-step');
    expect(title).toBe('Error by time step');
  });

  it('has a bar over the window, and a dashed line for the one pass', async () => {
    const { svg, caption } = await errorByStep([first]);
    const chart = only(readCharts(svg));
    const bars = chart.links.filter(({ width }) => width > 5);
    expect(bars).toHaveLength(1);
    expectDrawn([xs(item(bars, 0)), ys(item(bars, 0))], [2, 3, 1.5, 1.5]);
    const pass = lineOf(chart, { dash: '1 3', stroke: colourOf('readout') });
    expectDrawn([xs(pass), ys(pass)], [1, 4, 4, 4]);
    expect(saidIn(chart, /pass|step/)).toEqual([
      ...['one pass: 4.00 %', 'each step alone', 'steps 2 to 3: 1.50 %'],
    ]);
    expectApart(chart, /pass|step/);
    expect(caption).toContain('(200 images)');
    expect(caption).toMatch(/Bar.*Dotted/);
  });

  it('tells systems apart by colour and name, each with its own images', async () => {
    const second: StepErrors = { name: 'second', images: 50, byStep: [8], onePass: 6 };
    const third: StepErrors = { name: 'third', images: 200, byStep: [] };
    const { svg, caption } = await errorByStep([first, { ...second, look: seriesLook(3) }, third]);
    const chart = found(readCharts(svg), ({ lines }) => lines.length > 0);
    const [one, other] = [colourOf('first'), seriesLook(3).colour];
    expectDrawn(ys(lineOf(chart, { stroke: one, dash: null })), [5, 3, 2, 2.5]);
    expectDrawn(ys(lineOf(chart, { stroke: other, dash: '1 3' })), [6, 6]);
    const dots = chart.dots.filter(({ fill }) => fill === other);
    expectDrawn(
      dots.map(({ points }) => Object.values(item(points, 0))),
      [1, 8],
    );
    const { low, high } = wilson(4, 50);
    expect(chart.rules).toHaveLength(1);
    expectDrawn(
      ys(item(chart.rules, 0)).sort((a, b) => a - b),
      [low, high],
    );
    expect(saidIn(chart, /pass|goodness/)).toEqual([]);
    expect(drawnWords(svg)).toEqual(
      expect.arrayContaining([
        'first: goodness 1.50 %, one pass 4.00 %',
        'second: goodness 8.00 %, one pass 6.00 %',
        'third',
      ]),
    );
    expect(caption).toContain('first: 200 images; second: 50 images; third: 200 images');
    expect(caption).not.toContain('undefined');
  });

  it('says nothing of what it does not show', async () => {
    const { caption } = await errorByStep([{ name: 'bare', images: 9, byStep: [10, 20] }]);
    expect(caption).not.toMatch(/Bar|Dotted/);
    const single = { first: 1, last: 1 };
    const { svg } = await errorByStep([{ ...first, byStep: [5], window: single }]);
    expect(only(readCharts(svg)).links.every(({ width }) => width < 5)).toBe(true);
  });
});

/** Two layers, three labels and four states, by hand: `goodness[step][label][layer]`. */
const WATCHED: WatchedImage = {
  ...{ index: 12, label: 2, ...grey(2, 2), answer: 0, readout: 1 },
  classNames: TEN.classNames,
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

  it('has a line for each label: goodness per unit, summed over layers', async () => {
    const { svg, name } = await goodnessBySteps(WATCHED, window);
    const chart = only(readCharts(svg));
    expect(chart.lines).toHaveLength(3);
    const winner = lineOf(chart, { stroke: COLOURS.vermilion });
    expectDrawn(ys(winner), [1.5, 1.9, 2.2, 2.5]);
    expectDrawn(xs(winner), [0, 1, 2, 3]);
    expectDrawn(ys(lineOf(chart, { stroke: COLOURS.blue })), [1.5, 1.4, 1.8, 1.6]);
    const other = lineOf(chart, { stroke: 'currentColor' });
    expectDrawn(ys(other), [1.5, 1.3, 1.1, 0.9]);
    expect(winner.width).toBeGreaterThan(2 * other.width);
    expect(other.opacity).toBeLessThan(1);
    expect(chart.lines.at(-1)?.stroke).toBe(COLOURS.vermilion); // on top
    expect(chart.ticks.x).toEqual([0, 1, 2, 3]);
    expect(name).toBe('goodness-by-step-of-image-12');
  });

  it('labels the answer, the true label and the others where they end', async () => {
    const { svg } = await goodnessBySteps(WATCHED, window);
    const chart = only(readCharts(svg));
    const label = (text: string) => found(chart.words, (word) => word.text === text);
    expect(label('0, its answer: wrong')).toMatchObject({ bold: true });
    expectDrawn([label('0, its answer: wrong').y], [2.5]);
    expectDrawn([label('2, the true label').y], [1.6]);
    expectDrawn([label('1').y], [0.9]);
    expect(saidIn(chart, /score/)).toEqual(['↑ score: goodness per unit, summed over layers']);
    const right = await goodnessBySteps({ ...WATCHED, label: 0 }, window);
    const good = only(readCharts(right.svg));
    expect(saidIn(good, /^\d/)).toEqual(['1', '2', '0, its answer']);
    expect(good.lines.every(({ stroke }) => stroke !== COLOURS.blue)).toBe(true);
  });

  it('keeps ten labels that end in one place apart', async () => {
    const crowd = (one: number) => [Math.max(one, 6) / 99]; // seven end in one place
    const goodness = WATCHED.goodness.map(() => Array.from({ length: 10 }, (_, one) => crowd(one)));
    const { svg } = await goodnessBySteps({ ...WATCHED, goodness, answer: 9 }, window);
    const chart = only(readCharts(svg));
    expect(saidIn(chart, /^\d/)).toHaveLength(10);
    expectApart(chart, /^\d/);
    expectLed(chart, /^\d/);
  });

  it('labels of a hundred lines the answer, the true label and the next ones, within the frame', async () => {
    const scores = Array.from({ length: 100 }, (_, one) => [one === 60 ? 50 : one / 10]);
    const goodness = WATCHED.goodness.map(() => scores);
    const classNames = Array.from({ length: 100 }, (_, one) => String(one));
    const crowd = { ...WATCHED, goodness, classNames, answer: 60, label: 3 };
    const { svg } = await goodnessBySteps(crowd, window);
    const chart = only(readCharts(svg));
    expect(chart.lines).toHaveLength(100);
    const said = saidIn(chart, /^\d/);
    expect(said.slice(-4)).toEqual(['98', '99', '3, the true label', '60, its answer: wrong']);
    expect(said.length).toBeLessThan(30);
    expectApart(chart, /^\d/);
    const places = chart.words.filter(({ text }) => /^\d/.test(text)).map(({ y }) => y);
    const span = 50; // of the scores; the frame has a little more
    expect(Math.max(...places)).toBeLessThanOrEqual(50 + 0.05 * span + 1e-6);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(-0.12 * span - 1e-6);
  });

  it('leaves the lines a third of the width, however long names are, and says which is the answer', async () => {
    const classNames = ['one', 'two', 'three'].map((end) => `${'a very '.repeat(27)}long ${end}`);
    const { svg } = await goodnessBySteps({ ...WATCHED, classNames }, window);
    const chart = only(readCharts(svg));
    const frame = 3 * chart.scale.x; // three steps
    expect(frame).toBeGreaterThanOrEqual(860 / 3);
    expect(frame).toBeLessThan(860 / 3 + 8); // a letter
    const ends = saidIn(chart, /^a very a very/).map((text) => text.split('…')[1]);
    expect(ends).toEqual([
      'ery a very a very long two',
      ' three, the true label',
      'one, its answer: wrong',
    ]);
    expect(saidIn(chart, /^true/)).toEqual(['true label: a very … three']);
    expect(item(chart.images, 0).left).toBeGreaterThan(50 + frame);
  });

  it('shades the window and shows the picture', async () => {
    const { svg } = await goodnessBySteps(WATCHED, window);
    const chart = only(readCharts(svg));
    expect(chart.rects).toHaveLength(1);
    expectDrawn(xs(item(chart.rects, 0)), [1.5, 3.5]);
    expect(saidIn(chart, /decide/)).toEqual(['steps 2 to 3 decide']);
    expect(saidIn(chart, /^true/)).toEqual(['true label: 2']);
    const picture = item(drawnImages(svg), 0);
    expect(drawnImages(svg)).toHaveLength(1);
    expect(pixelsOf(picture.src).colours.map(([red]) => red)).toEqual([0, 255, 100, 0]);
    expect(picture.rendering).toBe('pixelated');
    const { left, top, width } = item(chart.images, 0);
    const labels = chart.words.filter(({ text }) => /^\d/.test(text));
    const frame = 50; // pixels at the left of step 0
    const furthest = Math.max(
      ...labels.map(({ x, text }) => frame + x * chart.scale.x + 6.8 * text.length),
    );
    expect(left).toBeGreaterThan(furthest);
    expect(left + width).toBeLessThanOrEqual(860);
    expect(top).toBeGreaterThan(0);
  });

  it('says which image it was, and what decided', async () => {
    const { title, caption } = await goodnessBySteps(WATCHED, window);
    expect(title).toBe('Why the network answered a 0');
    expect(caption).toContain('Image 12 ');
    expect(caption).toContain('true label is 2');
    expect(caption).toContain('each of 3 labels');
    expect(caption).toContain('0 (4.700), ahead of 2 (3.400)');
  });
});

describe('of a network that is to be quiet for the true label', () => {
  it('scores say that the lowest decides, and what comes next', async () => {
    const quiet: WatchedImage = { ...WATCHED, answer: 1, prefers: 'least' };
    const { caption } = await goodnessBySteps(quiet, { first: 2, last: 3 });
    expect(caption).toContain('The lowest score summed over the shaded steps decides');
    expect(caption).toContain('1 (2.000), ahead of 2 (3.400)');
  });

  it('the spread counts as right what is lower, and says where learning pushes', async () => {
    const layers = [{ truth: [0.4, 1.1, 0.9], wrong: [1.6, 1, 1.2] }];
    const window = { first: 3, last: 5 };
    const drawn = await goodnessSpread({ images: 3, window, prefers: 'least', layers });
    expect(drawnWords(drawn.svg)).toContain('layer 1: lower for the true label in 66.7 %');
    expect(drawn.caption).toContain('the wrong label with the lowest score');
    expect(drawn.caption).toContain('has the lower goodness for 66.67 %');
    expect(drawn.caption).toContain('downwards under the true label, upwards under a wrong one');
  });
});

/** Bytes drawn at random as images of 3 × 3. */
function someImages(count: number): LabelledImages {
  const random = randomStream(3, 'test', 'spread');
  return {
    name: 'made up',
    ...{ count, ...grey(3, 3), ...TEN },
    pixels: Uint8Array.from(random.uniforms(count * 9), (one) => 255 * one),
    labels: Uint8Array.from({ length: count }, () => random.integer(0, 9)),
  };
}

describe('the spread of goodness', () => {
  it('is measured over the window, under the true label and the best wrong one', async () => {
    const network = randomNetwork([8, 6]);
    const perception = { ...PAPER_PERCEPTION, window: { first: 2, last: 4 } };
    const drawn = someImages(252); // two batches
    const { answer: often } = watchImage(network, drawn, 0, perception);
    const labels = drawn.labels.map((label, at) => (at % 3 === 0 ? often : label));
    const images = { ...drawn, labels };
    const before = tf.memory().numTensors;
    let batches = 0;
    const spread = await measureSpread(network, images, perception, () => {
      batches += 1;
    });
    expect(tf.memory().numTensors).toBe(before);
    expect(batches).toBe(2);
    expect(spread).toMatchObject({ images: 252, window: { first: 2, last: 4 } });
    expect(spread.layers.map(({ truth, wrong }) => [truth.length, wrong.length])).toEqual([
      [252, 252],
      [252, 252],
    ]);
    let right = 0;
    for (const index of [...Array(30).keys(), 249, 250, 251]) {
      const { label, answer, goodness } = watchImage(network, images, index, perception);
      right += answer === label ? 1 : 0;
      const mean = (one: number, layer: number) =>
        [2, 3, 4].reduce((sum, step) => sum + item(goodness[step]?.[one], layer) / 3, 0);
      const score = (one: number) => mean(one, 0) + mean(one, 1);
      const best = Array.from({ length: 10 }, (_, one) => one)
        .filter((one) => one !== label)
        .reduce((one, other) => (score(other) > score(one) ? other : one));
      for (const [layer, { truth, wrong }] of spread.layers.entries()) {
        const measured = [item(truth, index), item(wrong, index)];
        expectClose(measured, [mean(label, layer), mean(best, layer)]);
      }
    }
    expect(right, 'images whose best label is the true one').toBeGreaterThan(0);
    disposeNetwork(network);
  });

  it('stops where it is told to', async () => {
    const network = randomNetwork([4]);
    const stop = () => {
      throw new Error('enough');
    };
    await expect(measureSpread(network, someImages(2), PAPER_PERCEPTION, stop)).rejects.toThrow(
      'enough',
    );
    disposeNetwork(network);
  });

  it('is drawn layer by layer in two colours, with the threshold and how often truth has more', async () => {
    const layers = [
      { truth: [1.6, 1.57, 0.9, 1.57], wrong: [0.4, 1, 1.2, 0.4] },
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
        const bins = histogram(item(layers, at)[of], binsFor([0.4, 1.6], 60));
        expectDrawn(
          ys(line),
          bins.flatMap(({ percent }) => [percent, percent]),
        );
        expectDrawn(
          xs(line),
          bins.flatMap(({ from, to }) => [from, to]),
        );
        const area = found(chart.areas, ({ fill }) => fill === stroke);
        expectDrawn([Math.min(...ys(area)), Math.max(...ys(area))], [0, Math.max(...ys(line))]);
      }
    for (const { rules } of charts) expectDrawn(xs(item(rules, 0)), [1, 1]);
    const said = drawnWords(svg);
    expect(said).toContain('layer 1: higher for the true label in 75.0 %');
    expect(said).toContain('layer 2: higher for the true label in 50.0 %');
    expect(said).toContain('under the true label');
    expect(said).toContain('goodness per unit, mean over the window →');
    expect(caption).toContain('steps 3 to 5, for 4 images');
    expect(caption).toContain('has the higher goodness for 75.00 %'); // 2.8, 2.67, 2.2, 2.67 against 1.2, 2.2, 2.5, 1.2
    expect(name).toBe('goodness-spread');
    const dots = [...svg.matchAll(/<circle r="5"/g)];
    expect(dots).toHaveLength(2);
  });
});

describe('the confusion matrix', () => {
  const labels = Uint8Array.from([0, 0, 0, 1, 1, 1, 1, 2, 2]);
  const answers = Uint8Array.from([0, 0, 1, 1, 0, 0, 1, 2, 0]);
  it('has true labels in rows and answers in columns, and writes what is not 0', async () => {
    const { svg } = await confusionMatrix(labels, answers, ['0', '1', '2'], 'goodness');
    const chart = only(readCharts(svg));
    const counts = chart.words.filter(({ text }) => /^\d+$/.test(text));
    expectDrawn(
      counts.map(({ x, y, text }) => [y, x, Number(text)]),
      [...[0, 0, 2, 0, 1, 1], ...[1, 0, 2, 1, 1, 2], ...[2, 0, 1, 2, 2, 1]],
    );
    expect(saidIn(chart, /of/)).toEqual(['1 of 3', '2 of 4', '1 of 2']);
    expectDrawn(
      chart.words.filter(({ text }) => / of /.test(text)).map(({ y }) => y),
      [0, 1, 2],
    );
    expect(drawnWords(svg)).toEqual(expect.arrayContaining(['true label', 'answer', 'wrong']));
  });

  /** Cells of a colour (ink where that is null): true label, answer and opacity, by row. */
  const cellsOf = (svg: string, colour: string | null) =>
    only(readCharts(svg))
      .rects.filter(({ fill }) => fill === colour)
      .map(({ points, opacity }) => {
        const { x, y } = item(points, 0); // ticks are read at the same corner
        return [Math.round(y), Math.round(x), opacity];
      });

  it('shades mistakes alone by their count, so that ink is read on the darkest', async () => {
    const { svg } = await confusionMatrix(labels, answers, ['0', '1', '2'], 'goodness');
    expectDrawn(cellsOf(svg, COLOURS.vermilion), [...[0, 1, 0.3], ...[1, 0, 0.6], ...[2, 0, 0.3]]);
    const diagonal = cellsOf(svg, null);
    expectDrawn(
      diagonal.map(([label, answer]) => [label, answer]),
      [0, 0, 1, 1, 2, 2],
    );
    expect(diagonal.every(([, , opacity]) => Number(opacity) < 0.1)).toBe(true);
    expect(cellsOf(svg, 'none')).toHaveLength(9);
  });

  it('says how often it was wrong, by what, and of how many', async () => {
    const { name, title, caption } = await confusionMatrix(
      labels,
      answers,
      ['0', '1', '2'],
      'the readout',
    );
    expect(name).toBe('confusion-matrix-by-the-readout');
    expect(title).toBe('Confusion matrix');
    expect(caption).toContain('answered by the readout');
    const { low, high } = wilson(4, 9);
    expect(caption).toContain('9 images');
    expect(caption).toContain(
      `44.44 % (95 % Wilson interval ${low.toFixed(2)} to ${high.toFixed(2)})`,
    );
    expect(caption).toContain('the most frequent one occurred 2 times');
  });

  it('draws no mistakes where there are none, and refuses what does not fit', async () => {
    const { svg, caption } = await confusionMatrix(labels, labels, ['0', '1', '2'], 'goodness');
    expect(cellsOf(svg, COLOURS.vermilion)).toEqual([]);
    expect(svg).not.toContain('NaN');
    expect(caption).toContain('0.00 %');
    await expect(
      confusionMatrix(labels, answers.slice(1), ['0', '1', '2'], 'goodness'),
    ).rejects.toThrow(RangeError);
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
    const sign = Math.sign(item(points, 1).y); // the first state's is 0: either sign will do
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
      [0, 1, 2, 3].map((step) => Object.values(item(points, 3 * step + label)));
    const drawnPath = ({ points: all }: Drawn) => all.map(({ x, y }) => [x, y]);
    expect(chart.lines).toHaveLength(3);
    expectDrawn(drawnPath(lineOf(chart, { stroke: COLOURS.vermilion, width: 4 })), pathOf(0));
    expectDrawn(drawnPath(lineOf(chart, { stroke: COLOURS.blue })), pathOf(2));
    expectDrawn(drawnPath(lineOf(chart, { stroke: 'currentColor' })), pathOf(1));
    expectDrawn([Math.abs(chart.scale.x)], [Math.abs(chart.scale.y)]); // distances are as they are
    const start = found(chart.words, ({ text }) => text === 'start');
    expectDrawn([start.x, start.y], item(pathOf(0), 0));
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
    const strokes = [COLOURS.vermilion, COLOURS.ink, COLOURS.blue];
    const pixels = (one: Point, other: Point) =>
      Math.hypot(one.x - other.x, one.y - other.y) * Math.abs(chart.scale.x);
    const centres = discs.map(({ points }) => item(points, 0));
    for (const label of labels) {
      const stroke = item(strokes, Number(label.text));
      const disc = found(discs, ({ points }) => pixels(item(points, 0), label) < 1e-3);
      expect(disc.stroke).toBe(stroke);
      const end = item(lineOf(chart, { stroke }).points, -1);
      expect(pixels(end, label), `${label.text} is near its end`).toBeLessThan(30);
      const lead = found(chart.links, (link) => link.stroke === stroke);
      expectDrawn(lead.points.map(Object.values), [end.x, end.y, label.x, label.y]);
    }
    for (const [at, one] of centres.entries())
      for (const other of centres.slice(0, at)) expect(pixels(one, other)).toBeGreaterThan(19);
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
  const [ours, theirs] = readings.map(colourOf) as [string, string];

  it('has a panel for each condition, whose lines start with the images as they are', async () => {
    const { svg, name, caption } = await errorByStrength([...clean, ...shift, ...blur], 'Of some');
    const charts = readCharts(svg);
    expect(charts).toHaveLength(3);
    const [shifts, blurs] = charts.filter(({ lines }) => lines.length > 0) as [Chart, Chart];
    expectDrawn(ys(lineOf(shifts, { stroke: ours })), [2, 10, 40]);
    expectDrawn(xs(lineOf(shifts, { stroke: ours })), [0, 1, 4]);
    expectDrawn(ys(lineOf(shifts, { stroke: theirs })), [4, 15, 60]);
    expectDrawn(ys(lineOf(blurs, { stroke: ours })), [2, 8, 9]);
    expectDrawn(ys(lineOf(blurs, { stroke: theirs })), [4, 20, 30]);
    expectDrawn(xs(lineOf(blurs, { stroke: theirs })), [0, 1, 2]);
    const band = found(blurs.areas, ({ fill }) => fill === theirs);
    expectDrawn(ys(band), [6, 22, 32, 29, 19, 3]);
    expect(shifts.ticks.y.at(-1)).toBe(100); // beyond half: all of it
    expect(blurs.ticks).toEqual({ x: [0, 1, 2], y: shifts.ticks.y });
    expect(saidIn(shifts)).toEqual(['↑ error, %', 'shift']);
    expect(saidIn(blurs)).toEqual(['blur']);
    expect(drawnWords(svg)).toEqual(
      expect.arrayContaining(['shift in pixels →', 'blur in pixels →']),
    );
    expect(shifts.dots).toHaveLength(6);
    expect(name).toBe('error-by-strength');
    expect(caption).toMatch(/^Of some\. Top.*Below.*strength 0/);
  });

  it('names the readings once, by the errors on the images as they are', async () => {
    const { svg } = await errorByStrength([...clean, ...shift]);
    const said = drawnWords(svg);
    for (const reading of readings) expect(said.filter((one) => one === reading)).toHaveLength(1);
    const named = readCharts(svg).find(({ lines }) => lines.length === 0) as Chart;
    expect(saidIn(named)).toEqual(['2.00', '4.00']);
    const intervals = named.rules.filter(({ width }) => width === 2);
    expectDrawn(
      intervals.map((rule) => xs(rule).sort((a, b) => a - b)),
      [1, 4, 3, 6],
    );
    expect(intervals.map(({ stroke }) => stroke)).toEqual([ours, theirs]);
    const marks = named.dots.filter(({ radius }) => radius === 4);
    expectDrawn(
      marks.map((dot) => item(xs(dot), 0)),
      [2, 4],
    );
    expect(marks.map(({ fill }) => fill)).toEqual([ours, theirs]);
    const key = named.rules.filter(({ width }) => width === 3);
    expect(key.map(({ stroke }) => stroke)).toEqual([ours, theirs]);
  });

  it('draws only what there is', async () => {
    const harder = await errorByStrength([...blur].reverse());
    const [named, panel] = readCharts(harder.svg) as [Chart, Chart];
    expect(named.rules).toHaveLength(2); // the key
    expectDrawn(ys(lineOf(panel, { stroke: ours })), [8, 9]);
    expect(panel.ticks.y.at(-1)).toBeLessThan(34); // as high as it needs
    expect(harder.caption).not.toMatch(/Top|Strength 0/);
    const asTheyAre = await errorByStrength(clean);
    const chart = only(readCharts(asTheyAre.svg));
    expect(chart.rules).toHaveLength(2 + 2);
    expect(asTheyAre.title).toBe('Error on the images as they are');
    expect(asTheyAre.caption).not.toMatch(/Below|Strength/);
  });

  it('names strengths that lie close only once, the higher one', async () => {
    const many = [1, 90, 100].map((one) => point('fade', one, 0, 5));
    const [, panel] = readCharts((await errorByStrength(many)).svg) as [Chart, Chart];
    expect(panel.ticks.x).toEqual([1, 100]);
    expect(lineOf(panel, { stroke: ours }).points).toHaveLength(3);
  });

  it('has an axis and labels where nothing is wrong', async () => {
    const none = { percent: 0, low: 0, high: 0 };
    const errors = [1, 2].map((strength) => ({ ...point('fade', strength, 0, 0), ...none }));
    const [, panel] = readCharts((await errorByStrength(errors)).svg) as [Chart, Chart];
    expect(panel.ticks.y[0]).toBe(0);
    expect(panel.ticks.y.at(-1)).toBeGreaterThan(0);
    const lines = await linePanels({
      ...{ name: 'none', title: 'None', caption: 'Nothing is wrong.' },
      ...{ x: { label: 'step' }, y: { label: 'error, %' } },
      charts: [
        { lines: [{ text: 'ours', points: [1, 2].map((x) => ({ x, y: 0, low: 0, high: 0 })) }] },
      ],
    });
    const chart = only(readCharts(lines.svg));
    expect(chart.ticks.y.at(-1)).toBe(1);
    expect(saidIn(chart, /ours/)).toEqual(['ours']);
    expect(lines.svg).not.toContain('NaN');
  });

  it('leaves out what there are no numbers of: a place, a line, all of a chart', async () => {
    const none = estimateAt(2, [[], []]);
    expect(none).toEqual({ x: 2, y: Number.NaN });
    const points = [estimateAt(1, [[4, 6]]), none, { x: 3, y: 8 }];
    const { svg } = await linePanels({
      ...{ name: 'some', title: 'Some', caption: 'There are classes without an image.' },
      ...{ x: { label: 'step' }, y: { label: 'likeness' } },
      charts: [
        {
          lines: [
            { text: 'ours', points },
            { text: 'theirs', points: [none] },
          ],
        },
        { title: 'empty', lines: [{ text: 'theirs', points: [none] }] },
      ],
    });
    const charts = readCharts(svg);
    const full = charts.find((chart) => saidIn(chart, /ours/).length > 0) as Chart;
    const look = { stroke: colourOf('ours') };
    expect(lineOf(full, look).points.map(({ x }) => x)).toEqual([1, 3]);
    expect(charts.flatMap((chart) => saidIn(chart, /theirs/))).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('puts panels in rows of three', async () => {
    const four = ['a', 'b', 'c', 'd'].flatMap((one) => [point(one, 1, 0, 5), point(one, 2, 0, 7)]);
    const { svg } = await errorByStrength([...clean, ...four]);
    const places = [...svg.matchAll(/<svg [^>]*class="plot[^>]*>/g)]
      .map(([tag]) => ['x', 'y'].map((name) => new RegExp(` ${name}="(\\d+)"`).exec(tag)?.[1]))
      .filter(([x]) => x !== undefined)
      .map((place) => place.map(Number));
    const top = item(places, 1)[1];
    expect(places).toEqual([
      [0, 0],
      [0, top],
      [340, top],
      [680, top],
      [0, Number(top) + 264],
    ]);
    expect(top).toBe(18 + 2 * 20 + 46); // two readings have a row each
  });
});
