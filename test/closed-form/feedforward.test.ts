import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { InputError } from '../../src/input/errors';
import { maximiseGoodness } from '../../src/learning/objective';
import { commonDefaults } from '../../src/learning/settings';
import { drawHybrids, drawMasks } from '../../src/learning/systems/draw-hybrids';
import { HYBRID_IMAGES } from '../../src/learning/systems/hybrid-images';
import { inscribe, inscribed, neutral } from '../../src/learning/systems/inscribe';
import { LABEL_IN_IMAGE } from '../../src/learning/systems/label-in-image';
import { LOCAL_FIELDS, PAPER_LOCAL_UNITS } from '../../src/learning/systems/local-fields';
import { update } from '../../src/learning/update';
import { mapLayer } from '../../src/network/layer';
import { layersOf } from '../../src/network/neighbours';
import { initialise, type Network } from '../../src/network/network';
import { LOCAL, type Local } from '../../src/network/transforms/local/local';
import type { Ends } from '../../src/network/transforms/transform';
import { type Wire, wiresOf } from '../../src/network/wires';
import { asMatrix } from '../support/architectures';
import { coefficient } from '../support/learners';
import { randomImages } from '../support/networks';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

describe('a label in the image', () => {
  it('takes the place of the first pixels, and of no other', () =>
    freeing(() => {
      const pixels = tf.tensor2d([[9, 8, 7, 6]]);
      expect(bits(inscribe(pixels, tf.tensor2d([[0, 1]])))).toEqual([0, 1, 7, 6]);
      const both = inscribed(pixels, tf.tensor3d([[[1, 0]], [[0, 1]]]));
      expect(both.shape).toEqual([2, 1, 4]);
      expect(bits(both)).toEqual([1, 0, 7, 6, 0, 1, 7, 6]);
    }));

  it('of a strength of its own is as strong in every image, however bright', () =>
    freeing(() => {
      const label = tf.tensor2d([[0, 1]]);
      for (const brightness of [0.01, 1, 100]) {
        const pixels = tf.mul<tf.Tensor2D>(tf.tensor2d([[9, 8, 3, 4]]), brightness);
        const written = inscribe(pixels, label, { labelStrength: 3 });
        expectClose(bits(written), [0, 3, 1.2, 1.6], 1e-3); // (1.2² + 1.6²) / 4 = 1
      }
    }));

  it('of a strength of its own is refused where pixels lose their mean: the image would be scaled before that', () => {
    const plain = LABEL_IN_IMAGE.architecture(layersOf({ pixels: 16, hidden: [5, 4], classes: 3 }));
    const centred = { ...plain, input: { ...plain.input, mean: [0.1] } };
    const settings = commonDefaults([5, 4]);
    expect(LABEL_IN_IMAGE.takes(centred, settings)).toBe(true);
    expect(LABEL_IN_IMAGE.takes(plain, { ...settings, labelStrength: 3 })).toBe(true);
    expect(LABEL_IN_IMAGE.takes(centred, { ...settings, labelStrength: 3 })).toBe(false);
  });

  it('that is neutral says every class alike, and is as strong in all as a label', () =>
    freeing(() => expectClose(bits(neutral(10)), new Array(10).fill(0.1))));
});

describe('the mask of a hybrid', () => {
  const shape = { rows: 28, columns: 28 };
  const masks = (blurs: number, seed = 1, count = 200) =>
    freeing(() => bits(drawMasks(count, { ...shape, blurs }, randomStream(seed, 'masks'))));
  /** Share of neighbours in a row, or in a column, that are alike. */
  const alike = (values: readonly number[], far: 1 | 28) => {
    const pairs = values.flatMap((one, at) => {
      const inside = far === 1 ? at % 28 < 27 : at % 784 < 784 - 28;
      return inside ? [one === values[at + far]] : [];
    });
    return pairs.filter(Boolean).length / pairs.length;
  };

  it('is of ones and zeros, as many of each, at the border too', () => {
    const values = masks(10);
    expect(new Set(values)).toEqual(new Set([0, 1]));
    const share = (chosen: readonly number[]) => chosen.reduce((a, b) => a + b) / chosen.length;
    // 200 masks of some 12 independent patches: three standard errors are 0.03
    expect(Math.abs(share(values) - 0.5)).toBeLessThan(0.03);
    const border = values.filter((_, at) => at % 28 === 0 || at % 784 < 28);
    expect(Math.abs(share(border) - 0.5)).toBeLessThan(0.06);
  });

  it('has patches as wide as they are high, which grow with the blurs', () => {
    const [few, many] = [masks(1), masks(10)];
    expect(alike(few, 1)).toBeGreaterThan(0.6);
    expect(alike(many, 1)).toBeGreaterThan(alike(few, 1) + 0.1);
    expect(Math.abs(alike(many, 1) - alike(many, 28))).toBeLessThan(0.01);
    // what neighbours share after n blurs is known: their correlation is that of the binomial
    // filter with itself one pixel on, and signs of two normals agree with 1/2 + asin(r)/π
    const r = (n: number) => (2 * n) / (2 * n + 1);
    const expected = (n: number) => 0.5 + Math.asin(r(n)) / Math.PI;
    expect(alike(many, 1)).toBeCloseTo(expected(10), 1);
  });

  it('is another for another seed, and the same for the same', () => {
    expect(masks(10, 1, 3)).toEqual(masks(10, 1, 3));
    expect(masks(10, 2, 3)).not.toEqual(masks(10, 1, 3));
  });

  it('takes each pixel of a hybrid from its own image or from one other', () =>
    freeing(() => {
      const images = randomImages(6, 1, 784).map((image, b) => image.map((one) => one / 8 + b));
      const settings = { columns: 28, blurs: 10 };
      const hybrids = drawHybrids(tf.tensor2d(images), settings, randomStream(3)).arraySync();
      hybrids.forEach((hybrid, b) => {
        const sources = new Set(hybrid.map((pixel) => Math.floor(pixel)));
        expect(sources.has(b)).toBe(true);
        expect(sources.size).toBe(2);
        for (const [at, pixel] of hybrid.entries())
          expect(pixel).toBeCloseTo(images[Math.floor(pixel)]?.[at] as number, 5);
      });
    }));
});

describe('local fields', () => {
  const layers = (hidden: readonly number[], pixels = 784) =>
    layersOf({ pixels, hidden, classes: 10 });
  const joining = (hidden: readonly number[]) =>
    wiresOf(LOCAL_FIELDS.architecture(layers(hidden))).flat() as (Wire & Ends<Local>)[];
  /** Which unit of a layer sees which below, 1 or 0: [from, to]. */
  const sees = (wire: Ends<Local>) => asMatrix(tf.ones([...LOCAL.shape(wire)]), wire);

  it('give every place of the paper’s first layer its 10 × 10 pixels', () =>
    freeing(() => {
      const units = 16 * 2;
      const [first] = joining([units, 9, 4]);
      const mask = bits(sees(first as Wire & Ends<Local>));
      const seen = (unit: number) =>
        Array.from({ length: 784 }, (_, pixel) => pixel).filter(
          (p) => mask[p * units + unit] === 1,
        );
      for (let unit = 0; unit < units; unit++) expect(seen(unit).length).toBe(100);
      expect(seen(0)).toEqual(seen(1)); // channels of one place
      expect(seen(0).at(0)).toBe(0);
      expect(seen(2).at(0)).toBe(6); // the next place, a stride on
      expect(seen(31).at(-1)).toBe(783); // the last reaches the corner
    }));

  it('give every unit above all channels of 2 × 2 places', () =>
    freeing(() => {
      const [, second] = joining([16 * 3, 9, 4]);
      const mask = sees(second as Wire & Ends<Local>);
      expect(bits(tf.sum(mask, 0))).toEqual(new Array(9).fill(4 * 3));
    }));

  it('are some 2000 units a layer, as in the paper', () =>
    expect(PAPER_LOCAL_UNITS).toEqual([2048, 1980, 2048]));

  it('start with weights of variance one over the units that a unit sees', () =>
    freeing(() => {
      const hidden = [16 * 8, 9 * 20, 4 * 50];
      const network = initialise(LOCAL_FIELDS.architecture(layers(hidden)), 1);
      [100, 4 * 8, 4 * 20].forEach((seen, l) => {
        const weights = bits(network.weights[l] as tf.Tensor);
        expect(weights.length).toBe((hidden[l] as number) * seen);
        const square = weights.reduce((sum, one) => sum + one * one, 0) / weights.length;
        expect(Math.abs(seen * square - 1)).toBeLessThan(0.1);
      });
    }));

  it('learn where they connect as if all were connected, and nowhere else', () =>
    freeing(() => {
      const hidden = [16, 9, 8];
      const network = initialise(LOCAL_FIELDS.architecture(layers(hidden)), 1);
      const wires = joining(hidden);
      const dense = {
        ...network,
        architecture: HYBRID_IMAGES.architecture(layers(hidden)),
        weights: wires.map((wire, l) => asMatrix(network.weights[l] as tf.Tensor, wire)),
      };
      const batch = {
        pixels: tf.tensor2d(randomImages(4, 1, 784)),
        labels: tf.tensor1d([1, 2, 3, 4], 'int32'),
      };
      const meanActivity = hidden.map((units) => tf.fill([units], 0.5) as tf.Tensor1D);
      const settings = { ...commonDefaults(hidden), blurs: 10, columns: 28 };
      const random = (name: string) => randomStream(1, name);
      const learn = (system: typeof LOCAL_FIELDS, of: Network) =>
        system.gradient({ network: of, meanActivity }, batch, settings, random).gradient;
      const [found, whole] = [learn(LOCAL_FIELDS, network), learn(HYBRID_IMAGES, dense)];
      wires.forEach((wire, l) => {
        const mask = sees(wire);
        expect(new Set(bits(mask))).toEqual(new Set([0, 1]));
        const moves = bits(asMatrix(found.weights[l] as tf.Tensor, wire));
        const all = whole.weights[l] as tf.Tensor;
        expectClose(moves, bits(tf.mul(all, mask)), 1e-5, `layer ${l + 1}`, 1e-3);
        expect(bits(mask).every((one, at) => one === 1 || moves[at] === 0)).toBe(true);
        expect(moves.some((one) => one !== 0)).toBe(true);
        expect(bits(tf.mul(all, tf.sub(1, mask))).some((one) => one !== 0)).toBe(true);
        expectClose(bits(found.biases[l] as tf.Tensor), bits(whole.biases[l] as tf.Tensor));
      });
    }));

  const UNITS = [16 * 2, 9 * 3, 4 * 3];
  const perception = (rows: number, columns: number, channels: number) => ({
    ...layers(UNITS),
    input: mapLayer('pixels', { rows, columns, channels }),
  });

  it('are the paper’s for its images, to the letter', () => {
    const within = (field: number) => ({ kind: 'local', field, fields: 'within' });
    const map = (name: string, side: number, channels: number) =>
      mapLayer(name, { rows: side, columns: side, channels });
    const paper = {
      input: map('pixels', 28, 1),
      hidden: [map('layer_1', 4, 2), map('layer_2', 3, 3), map('layer_3', 2, 3)],
      label: { name: 'label', units: 10 },
      connections: [
        { from: 'pixels', to: 'layer_1', transform: within(10) },
        { from: 'layer_1', to: 'layer_2', transform: within(2) },
        { from: 'layer_2', to: 'layer_3', transform: within(2) },
      ],
      reads: ['layer_2', 'layer_3'],
    };
    expect(LOCAL_FIELDS.architecture(layers(UNITS))).toEqual(paper);
    expect(LOCAL_FIELDS.architecture(perception(28, 28, 1))).toEqual(paper);
  });

  it.each([
    [32, 32, 3, 11],
    [96, 96, 3, 34],
    [8, 8, 1, 3],
    [4, 4, 1, 1],
    [20, 40, 2, 14],
    [10, 40, 1, 10],
  ])('see all of images of %i × %i × %i by squares of %i', (rows, columns, channels, field) =>
    freeing(() => {
      const [first] = wiresOf(
        LOCAL_FIELDS.architecture(perception(rows, columns, channels)),
      ).flat();
      const wire = first as Wire & Ends<Local>;
      expect(wire.transform.field).toBe(field);
      const { from, to } = wire;
      const ones = tf.ones([...LOCAL.shape(wire)]);
      const pixels = LOCAL.project(tf.ones([1, from.units]), ones, wire);
      expect(new Set(bits(pixels))).toEqual(new Set([field ** 2 * channels]));
      const units = LOCAL.expect(tf.ones([1, to.units]), ones, wire);
      expect(Math.min(...bits(units))).toBeGreaterThan(0); // no pixel is left out
    }),
  );

  it.each([
    [9, 40],
    [40, 9],
    [3, 10],
    [3, 3],
  ])('refuse images of %i × %i, which they would not cover, and name a way', (rows, columns) => {
    const made = () => LOCAL_FIELDS.architecture(perception(rows, columns, 1));
    expect(made).toThrow(InputError);
    expect(made).toThrow(`do not cover images of ${rows} × ${columns} pixels`);
    expect(made).toThrow('hybrid-images takes maps of your own by --maps');
  });

  it('say what does not fit them', () => {
    const architecture = (pixels: number, hidden: number[]) => () =>
      LOCAL_FIELDS.architecture(layers(hidden, pixels));
    expect(architecture(784, [16, 9, 7])).toThrow('multiples of their 16, 9, 4 places');
    expect(architecture(784, [16, 9])).toThrow('three hidden layers');
    expect(architecture(100, [16, 9, 4])).toThrow('28 × 28');
  });
});

describe('the rule by which backpropagation moves its weights', () => {
  it('is momentum as in tfjs’s own optimiser', () =>
    freeing(() => {
      const [rate, momentum] = [0.2, 0.9];
      const gradients = [
        [1, -2],
        [0.5, 3],
        [-4, 0.25],
      ].map((one) => tf.tensor1d(one));
      // tfjs sums gradients where the rule here averages them: its rate is the share of the new one
      const optimiser = tf.train.momentum(rate * (1 - momentum), momentum);
      const variable = tf.variable(tf.tensor1d([1, 1]), true, 'weights');
      let ours = { parameter: tf.tensor1d([1, 1]), velocity: tf.zeros([2]) as tf.Tensor1D };
      for (const gradient of gradients) {
        optimiser.applyGradients([{ name: 'weights', tensor: tf.neg(gradient) }]);
        ours = update(ours, gradient, { rate, momentum, decay: 0 });
        expectClose(bits(ours.parameter), bits(variable), 1e-6);
      }
      optimiser.dispose();
      variable.dispose();
    }));
});

describe('the slope of a layer’s objective', () => {
  it('is what the push says: raised for the one, lowered for the other', () => {
    const [weights, below, T] = [[0.7, -0.2, 0.4], [1.2, 0.3, -0.5], 1.3];
    const drive = (w: readonly number[]) =>
      w.reduce((sum, x, at) => sum + x * (below[at] as number), 0);
    const log = (w: readonly number[], target: 0 | 1) => {
      const p = 1 / (1 + Math.exp(-(Math.max(0, drive(w)) ** 2 - 1) / T));
      return Math.log(target === 1 ? p : 1 - p);
    };
    for (const target of [0, 1] as const) {
      const s = Math.max(0, drive(weights));
      const push = coefficient(maximiseGoodness(T), s * s, 1, target) * s;
      weights.forEach((_, at) => {
        const moved = (by: number) => weights.map((x, i) => (i === at ? x + by : x));
        const slope = (log(moved(1e-6), target) - log(moved(-1e-6), target)) / 2e-6;
        expect((2 / T) * push * (below[at] as number)).toBeCloseTo(slope, 5);
      });
    }
  });
});
