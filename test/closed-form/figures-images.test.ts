import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { VIRIDIS } from '../../src/charts/colours';
import type { Figure } from '../../src/charts/figure';
import { randomStream } from '../../src/engine/random';
import { activityMap } from '../../src/figures/activity-map';
import {
  activityMatrices,
  activityScale,
  peakOrder,
  unitLines,
} from '../../src/figures/activity-matrices';
import {
  drawFieldsBetweenLayers,
  drawGenerativeFields,
  drawReceptiveFields,
} from '../../src/figures/fields';
import { type DrawHybrids, hybridOf, hybrids } from '../../src/figures/hybrids';
import { toldApart } from '../../src/figures/told-apart';
import type { LabelledImages } from '../../src/images/labelled-images';
import { drawHybrids } from '../../src/learning/systems/draw-hybrids';
import { hiddenLayers } from '../../src/network/layer';
import { layersOf, neighbours } from '../../src/network/neighbours';
import { disposeNetwork, initialise, type Network } from '../../src/network/network';
import {
  generativeFields,
  meanActivityInFirstLayer,
  neighbourCorrelation,
  receptiveFields,
} from '../../src/observation/fields';
import { ranked, runnersUp, scoresByStep, summedOver } from '../../src/observation/scores';
import { seenParts } from '../../src/observation/seen-parts';
import { type WatchedImage, watchImage } from '../../src/observation/watched-image';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';
import { type NeighbourWeights, networkOfLayers } from '../support/architectures';
import { drawnImages, drawnWords, pixelsOf } from '../support/drawn';
import { randomNetwork } from '../support/networks';
import { expectClose } from '../support/numbers';
import { grey, TEN } from '../support/shapes';

/** Bytes drawn at random, a third of them black, as images of so many rows and columns. */
function someImages(count: number, rows: number, columns: number): LabelledImages {
  const random = randomStream(1, 'test', 'figures');
  const bytes = random.uniforms(count * rows * columns);
  return {
    name: 'made up',
    ...{ count, ...grey(rows, columns), ...TEN },
    pixels: Uint8Array.from(bytes, (one) => 255 * Math.max(0, 1.5 * one - 0.5)),
    labels: Uint8Array.from({ length: count }, () => random.integer(0, 9)),
  };
}

/** A network of 2 × 1 pixels, hidden layers of two units and two labels; layer 1 is given by hand. */
function byHand(...above: NeighbourWeights[]): Network {
  const bottomUp = tf.tensor2d([
    [1, 2],
    [-1, 0.5],
  ]);
  const topDown = tf.tensor2d([
    [3, -1],
    [0, 2],
  ]);
  const bias = tf.tensor1d([-Math.SQRT2, 2 * Math.SQRT2]);
  return networkOfLayers([{ bottomUp, topDown, bias }, ...above]);
}

describe('receptive fields', () => {
  it('are the columns of the weights into layer 1, the first so many or those asked for', () => {
    const network = byHand();
    expect(receptiveFields(network, grey(2, 1), 2).map((one) => [...one])).toEqual([
      [1, -1],
      [2, 0.5],
    ]);
    expect(receptiveFields(network, grey(1, 2), [1]).map((one) => [...one])).toEqual([[2, 0.5]]);
    expect(() => receptiveFields(network, grey(2, 1), [2])).toThrow(
      'no unit 2: layer 1 has 2 units',
    );
    expect(() => receptiveFields(network, grey(3, 1), 1)).toThrow('does not see 3 × 1');
    disposeNetwork(network);
  });

  it('are drawn by structure and by mean activity, each around its own zero', async () => {
    const images = someImages(20, 3, 3);
    const network = randomNetwork([40, 5]);
    const drawn = await drawReceptiveFields(network, images);
    const pictures = drawnImages(drawn.svg);
    expect(pictures).toHaveLength(64);
    const words = drawnWords(drawn.svg);
    const headings = [words.indexOf('most structured'), words.indexOf('most active on 20 images')];
    const units = headings.map((at) => words.slice(at + 1, at + 33).map(Number));
    const fields = receptiveFields(network, grey(3, 3), 40);
    const means = meanActivityInFirstLayer(network, images);
    const measures = [
      (unit: number) => neighbourCorrelation(fields[unit] as Float32Array, grey(3, 3)),
      (unit: number) => means[unit] as number,
    ];
    for (const [at, measure] of measures.entries()) {
      const shown = units[at] as number[];
      const left = fields.map((_, unit) => unit).filter((unit) => !shown.includes(unit));
      const values = shown.map(measure);
      expect(values).toEqual([...values].sort((one, other) => other - one));
      expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.max(...left.map(measure)));
    }
    const field = fields[(units[0] as number[])[0] as number] as Float32Array;
    const colours = pixelsOf(pictures[0]?.src ?? '').colours;
    for (const [at, [red = 0, , blue = 0]] of colours.entries())
      if (Math.abs(field[at] as number) > 0.05) expect(red > blue).toBe((field[at] as number) > 0);
    expect(drawn.caption).toContain('32 of 40 units');
    disposeNetwork(network);
  });
});

describe('what units see of a map', () => {
  it('is the rectangle around their weights, all as large as the largest', () => {
    const field = (...at: number[]) =>
      Float32Array.from({ length: 12 }, (_, place) => (at.includes(place) ? place : 0));
    // 3 × 4 places: two rows of two columns, and one place in the last corner.
    const { shape, parts } = seenParts([field(1, 6), field(11)], grey(3, 4));
    expect(shape).toEqual(grey(2, 2));
    expect(parts.map((part) => [...part])).toEqual([
      [1, 0, 0, 6],
      [0, 0, 0, 11],
    ]);
    expect(seenParts([field()], grey(3, 4))).toEqual({ shape: grey(3, 4), parts: [field()] });
    const colours = { rows: 1, columns: 3, channels: 2 };
    const [seen] = seenParts([Float32Array.from([0, 0, 0, 5, 0, 0])], colours).parts;
    expect([...(seen as Float32Array)]).toEqual([0, 5]);
  });

  it('is drawn for every connection between hidden maps, up and down', async () => {
    const map = { rows: 4, columns: 4, channels: 3 };
    const layers = { ...layersOf({ pixels: 16, hidden: [], classes: 10 }) };
    const hidden = hiddenLayers([map, map]);
    const maps = { kind: 'local', field: 3, fields: 'centred' } as const;
    const network = initialise(neighbours({ ...layers, hidden }, { topDown: true, maps }), 1);
    const { svg } = (await drawFieldsBetweenLayers(network)) as Figure;
    const words = drawnWords(svg);
    expect(words).toContain('layer 1 sees layer 2 (top-down), 3 × 3 of 4 × 4 places');
    expect(words).toContain('layer 2 sees layer 1 (bottom-up), 3 × 3 of 4 × 4 places');
    const pictures = drawnImages(svg);
    expect(pictures).toHaveLength(32);
    for (const { src } of pictures) expect(pixelsOf(src).colours).toHaveLength(9);
    disposeNetwork(network);
    const dense = randomNetwork([5, 4]);
    expect(await drawFieldsBetweenLayers(dense)).toBeUndefined();
    disposeNetwork(dense);
  });
});

describe('structure', () => {
  it('is the correlation of neighbours', () => {
    const chequered = Float32Array.from([6, 4, 4, 6]);
    const halves = Float32Array.from([1, 1, -1, -1, 1, 1, -1, -1]);
    expect(neighbourCorrelation(chequered, grey(2, 2))).toBe(-1);
    // Of ten pairs of neighbours two are at odds.
    expect(neighbourCorrelation(halves, grey(2, 4))).toBeCloseTo(0.6);
    expect(neighbourCorrelation(new Float32Array(4).fill(3), grey(2, 2))).toBe(0);
    const drawn = randomStream(1, 'test', 'noise').normals(28 * 28);
    expect(Math.abs(neighbourCorrelation(drawn, grey(28, 28)))).toBeLessThan(0.1);
  });
});

describe('mean activity', () => {
  it('is that of the bottom-up pass, over all images', () => {
    const network = byHand();
    // [255, 0] and [255, 255] at mean square 1: [√2, 0] and [1, 1].
    const pixels = Uint8Array.from([255, 0, 255, 255]);
    const images = { ...someImages(2, 2, 1), pixels };
    const lifted = 2 * Math.SQRT2; // the bias of the second unit; that of the first keeps it at 0
    const second = [2 * Math.SQRT2 + lifted, 2 + 0.5 + lifted] as const;
    const mean = [0, (second[0] + second[1]) / 2];
    expectClose(meanActivityInFirstLayer(network, images), mean);
    const many = Uint8Array.from({ length: 4 * 150 }, (_, at) => pixels[at % 4] as number);
    expectClose(
      meanActivityInFirstLayer(network, { ...someImages(300, 2, 1), pixels: many }),
      mean,
    );
    disposeNetwork(network);
  });
});

describe('generative fields', () => {
  const expected = [
    [(4 * Math.SQRT2) / Math.sqrt(5), (-1.5 * Math.SQRT2) / Math.sqrt(5)],
    [2 * Math.SQRT2, 0.5 * Math.SQRT2],
  ];

  it('come down from a label through bias, ReLU and normalisation to the pixels', () => {
    const network = byHand();
    const before = tf.memory().numTensors;
    expectClose(generativeFields(network, grey(2, 1)), expected);
    expect(tf.memory().numTensors).toBe(before);
    disposeNetwork(network);
  });

  it('come down layer by layer', () => {
    const swapped = tf.tensor2d([
      [0, 1],
      [1, 0],
    ]);
    const wrongWay = tf.tensor2d([
      [7, 8],
      [9, 1],
    ]);
    const network = byHand({ bottomUp: wrongWay, topDown: swapped, bias: tf.zeros([2]) });
    expectClose(generativeFields(network, grey(1, 2)), expected.toReversed());
    disposeNetwork(network);
  });

  it('are drawn a picture a label', async () => {
    const network = randomNetwork([12, 8]);
    const { svg, caption } = await drawGenerativeFields(network, { ...grey(3, 3), ...TEN });
    expect(drawnImages(svg)).toHaveLength(10);
    for (const label of '0123456789') expect(drawnWords(svg)).toContain(label);
    expect(caption).toContain('2 hidden layers');
    disposeNetwork(network);
  });
});

describe('the order of units', () => {
  it('is by the step of their peak, then by its height, the silent last', () => {
    // A line a step; units 0 … 5.
    const activity = Float32Array.from([
      ...[0, 1, 0, 5, 0, 2],
      ...[3, 1, 0, 0, 0, 2],
      ...[0, 0, 0, 0, 9, 1],
    ]);
    expect(peakOrder(activity, 6)).toEqual([3, 5, 1, 0, 4, 2]);
  });

  it('is that of the lines, which are means where there are too many', () => {
    const activity = Float32Array.from([...[1, 2, 3], ...[10, 20, 30]]);
    const each = unitLines(activity, [2, 0, 1], 3);
    expect([...(each.values as Float32Array)]).toEqual([3, 30, 1, 10, 2, 20]);
    const { values, ...rest } = unitLines(activity, [2, 0, 1], 2);
    expect([...(values as Float32Array)]).toEqual([2, 20, 2, 20]);
    expect(rest).toEqual({ rows: 2, columns: 2, unitsALine: 2 });
  });
});

describe('labels by goodness', () => {
  it('are those of the steps that decide, over all layers, the lower of equals first', () => {
    const step = (...labels: number[]) => labels.map((one) => [one, 1]);
    const goodness = [step(9, 0, 0, 0), step(0, 2, 1, 2), step(0, 0, 4, 0)];
    const over = (first: number, last: number) =>
      summedOver(scoresByStep(goodness), { first, last });
    expect(ranked(over(1, 1), 'most')).toEqual([1, 3, 2, 0]);
    expect(ranked(over(1, 2), 'most')).toEqual([2, 1, 3, 0]);
    expect(runnersUp(over(1, 1), 3, 'most')).toEqual([1, 2, 0]);
  });
});

describe('an activity map', () => {
  const watch = (prefers?: 'least'): WatchedImage => {
    const network = randomNetwork([30, 20]);
    const perception = { ...PAPER_PERCEPTION, prefers };
    const watched = watchImage(network, someImages(3, 3, 3), 1, perception);
    disposeNetwork(network);
    return watched;
  };
  const { window, steps } = PAPER_PERCEPTION;

  it('takes what the network said for its answer, where rounded scores tell another', async () => {
    const watched = watch();
    const [best = 0, second = 0] = ranked(
      summedOver(scoresByStep(watched.goodness), window),
      'most',
    );
    const { svg } = await activityMap({ ...watched, answer: second }, window);
    expect(drawnWords(svg)).toContain(`layer 1, under ${second}, its answer`);
    expect(drawnWords(svg)).toContain(`layer 1, under ${best}, the runner-up`);
  });

  it('is of the least goodness and the next, where the least is the answer', async () => {
    const watched = watch('least');
    const sums = summedOver(scoresByStep(watched.goodness), window);
    const [answer = 0, next = 0] = ranked(sums, 'least');
    expect(watched.answer).toBe(sums.indexOf(Math.min(...sums)));
    const { svg, caption } = await activityMap(watched, window);
    expect(drawnWords(svg)).toContain(`layer 1, under ${answer}, its answer`);
    expect(drawnWords(svg)).toContain(`layer 1, under ${next}, the runner-up`);
    expect(caption).toContain(`${answer}, whose goodness over steps 3 to 5 is lowest, and ${next}`);
  });

  it('is a heat map a layer and label, its lines sorted as its caption says', async () => {
    const watched = watch();
    const drawn = await activityMap(watched, window);
    expect(drawn.name).toBe('activity-map-of-image-1');
    const pictures = drawnImages(drawn.svg).map(({ src }) => pixelsOf(src));
    expect(pictures.map(({ width, height }) => [width, height])).toEqual([
      ...[
        [steps + 1, 30],
        [steps + 1, 30],
        [steps + 1, 20],
        [steps + 1, 20],
      ],
      ...[
        [3, 3],
        [1, 128],
      ],
    ]);
    const [answer = 0, next = 0] = ranked(
      summedOver(scoresByStep(watched.goodness), window),
      'most',
    );
    expect(answer).toBe(watched.answer);
    const words = drawnWords(drawn.svg);
    for (const layer of [1, 2]) {
      expect(words).toContain(`layer ${layer}, under ${answer}, its answer`);
      expect(words).toContain(`layer ${layer}, under ${next}, the runner-up`);
    }
    const maps = activityMatrices(watched, [answer, next], 250);
    const { to } = activityScale(maps);
    for (const [at, { matrix, label }] of maps.entries()) {
      const colours = Array.from(matrix.values, (value) => [...VIRIDIS(value / to), 255]);
      expect(pictures[at]?.colours).toEqual(colours);
      if (label === answer) expectSorted(matrix.values as Float32Array, matrix.columns);
    }
    expect(words).toContain(`${to} or more`);
  });

  it('shows under each label what the units did there, in the order of the first', () => {
    const watched = watch();
    const units = watched.units[1] as number;
    const [one, other] = activityMatrices(watched, [4, 6], 250).slice(2);
    const all = watched.activity[1] as Float32Array;
    const lineOf = (unit: number, label: number) =>
      Array.from({ length: steps + 1 }, (_, step) => all[(step * 10 + label) * units + unit]);
    const linesOf = ({ values, columns }: { values: ArrayLike<number>; columns: number }) =>
      Array.from({ length: units }, (_, row) =>
        Array.from(values).slice(row * columns, (row + 1) * columns),
      );
    const of = (matrix = one?.matrix) => linesOf(matrix as NonNullable<typeof matrix>);
    const pairs = of().map((line, row) => JSON.stringify([line, of(other?.matrix)[row]]));
    const expected = Array.from({ length: units }, (_, unit) =>
      JSON.stringify([lineOf(unit, 4), lineOf(unit, 6)]),
    );
    expect(pairs).toHaveLength(units);
    expect(new Set(pairs)).toEqual(new Set(expected));
  });
});

/** Says that lines are by the step of their peak, the highest first; silent lines last. */
function expectSorted(values: Float32Array, columns: number): void {
  const lines = Array.from({ length: values.length / columns }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns)),
  );
  const peaks = lines.map((line) => {
    const most = Math.max(...line);
    return { step: most > 0 ? line.indexOf(most) : columns, most };
  });
  expect(new Set(peaks.map(({ step }) => step)).size).toBeGreaterThan(1);
  for (const [at, { step, most }] of peaks.entries()) {
    const before = peaks[at - 1] ?? { step: -1, most: 0 };
    expect(step).toBeGreaterThanOrEqual(before.step);
    if (step === before.step) expect(most).toBeLessThanOrEqual(before.most);
  }
}

describe('images that only one method gets right', () => {
  const images = { ...someImages(20, 2, 2), labels: new Uint8Array(20).fill(4) };
  const first = { name: 'one', answers: new Uint8Array(20).fill(4) };
  const second = { name: 'another', answers: new Uint8Array(20).fill(9) };
  second.answers[0] = 4; // both right
  first.answers[1] = 7; // both wrong
  first.answers[3] = 7; // only the second is right
  second.answers[3] = 4;

  it('are shown under what was true and said, at most twelve of each kind, and counted', async () => {
    const { name, svg, caption } = await toldApart(images, first, second);
    expect(name).toBe('told-apart');
    const pictures = drawnImages(svg);
    expect(pictures).toHaveLength(12 + 1);
    const words = drawnWords(svg);
    expect(words.filter((one) => one === 'true 4, said 9')).toHaveLength(12);
    expect(words.filter((one) => one === 'true 4, said 7')).toHaveLength(1);
    expect(words).toContain('only one is right: 17 (the first 12 are shown)');
    expect(words).toContain('only another is right: 1');
    expect(caption).toContain(
      'Of 20 images (made up), one alone gets 17 right and another alone 1',
    );
    expect(caption).toContain('both get 1 right and 1 wrong');
    const bytesOf = (index: number) => [...images.pixels.subarray(4 * index, 4 * index + 4)];
    const shown = pictures.map(({ src }) => pixelsOf(src).colours.map(([grey]) => grey));
    expect([shown[0], shown[1], shown[12]]).toEqual([bytesOf(2), bytesOf(4), bytesOf(3)]);
  });

  it('may be none', async () => {
    const { svg } = await toldApart(images, first, first);
    expect(drawnImages(svg)).toEqual([]);
    expect(drawnWords(svg)).toContain('only one is right: 0');
  });

  it('need an answer for each image', async () => {
    const short = { name: 'short', answers: new Uint8Array(3) };
    await expect(toldApart(images, first, short)).rejects.toThrow('20 images have labels');
  });
});

describe('hybrids', () => {
  const images = someImages(7, 6, 5);
  const drawn =
    (seed: number): DrawHybrids =>
    (pixels, pair) =>
      drawHybrids(pixels, { columns: 5, blurs: 1 }, randomStream(seed, 'exhibit', pair));

  it('are the image where the mask is white, and elsewhere the other one', () => {
    const { image, mask, other, hybrid } = hybridOf(images, 1, drawn(17));
    expect(new Set(mask)).toEqual(new Set([0, 1]));
    expect([...hybrid]).toEqual(Array.from(mask, (one, at) => (one ? image : other)[at]));
    const bytes = (values: Float32Array) => Array.from(values, (one) => Math.round(255 * one));
    expect(bytes(image)).toEqual([...images.pixels.subarray(60, 90)]);
    expect(bytes(other)).toEqual([...images.pixels.subarray(90, 120)]);
  });

  it('differ from pair to pair and from seed to seed', () => {
    const masks = [
      hybridOf(images, 0, drawn(17)),
      hybridOf(images, 1, drawn(17)),
      hybridOf(images, 0, drawn(5)),
    ];
    expect(new Set(masks.map(({ mask }) => mask.join())).size).toBe(3);
  });

  it('are drawn a column a pair, as far as there are images', async () => {
    const { svg, caption } = await hybrids(images, 'So they are made.', drawn(17));
    const pictures = drawnImages(svg).map(({ src }) => pixelsOf(src));
    expect(pictures).toHaveLength(4 * 3);
    expect(pictures.every(({ width, height }) => width === 5 && height === 6)).toBe(true);
    expect(drawnWords(svg).slice(1, 5)).toEqual(['image', 'mask', 'other image', 'hybrid']);
    const { mask } = hybridOf(images, 1, drawn(17));
    const greys = pictures[4]?.colours.map(([grey = 0]) => grey / 255);
    expect(greys).toEqual([...mask]);
    expect(caption).toContain('3 hybrids, one per column, of 6 images (made up)');
    expect(caption).toMatch(/ So they are made\.$/);
  });
});
