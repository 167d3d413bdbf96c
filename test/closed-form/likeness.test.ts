import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsToHidden, fitToHidden, hiddenPixels } from '../../src/experiments/completion/fits';
import { drawnInk, groupMeans, groupRates } from '../../src/experiments/imagery/measure';
import { drawnBy, pictureIn, pictureText } from '../../src/experiments/measures/drawings';
import {
  classLikeness,
  classMeans,
  correlation,
  dotProduct,
  normed,
} from '../../src/experiments/measures/likeness';
import { disposeNetwork } from '../../src/network/network';
import { layerState } from '../../src/perception/state';
import { layersIn } from '../support/architectures';
import { randomNetwork } from '../support/networks';
import { expectClose } from '../support/numbers';
import '../support/engine';

describe('correlation', () => {
  it('is Pearson’s', () => {
    expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
    expect(correlation([1, 2, 3], [6, 5, 4])).toBeCloseTo(-1, 12);
    // Deviations −1, 0, 1 and −1, 1, 0: 1 / √(2 · 2).
    expect(correlation([1, 2, 3], [0, 2, 1])).toBeCloseTo(0.5, 12);
  });

  it('is not known where there is nothing to vary, whatever rounding leaves of the mean', () => {
    expect(correlation([0.1, 0.1, 0.1], [1, 2, 3])).toBeNaN();
    expect(correlation([0, 0], [1, 2])).toBeNaN();
    expect(correlation(new Array(392).fill(Math.fround(0.3)), [...Array(392).keys()])).toBeNaN();
    expect(correlation([1e-30, 2e-30], [1, 2])).toBeCloseTo(1, 9);
  });

  it('asks neither for scale nor for level', () => {
    const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: 1, max: 9 }), (one, other, scale) => {
        const [plain, scaled] = [one, one.map((value) => scale * value - 7)].map((values) =>
          correlation(values, other),
        );
        if (Number.isNaN(plain)) expect(scaled).toBeNaN();
        else expect(scaled).toBeCloseTo(plain as number, 9);
      }),
    );
  });
});

it('normed numbers have mean 0 and length 1', () => {
  const values = normed([3, -1, 4, 1, -5]);
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
  expect(dotProduct(values, values)).toBeCloseTo(1, 12);
});

it('class means are the mean row of each class, and unknown for a class without rows', () => {
  const means = classMeans([1, 2, 3, 4, 5, 6], [0, 2, 0], 3);
  expect([...(means[0] as Float64Array)]).toEqual([3, 4]);
  expect([...(means[1] as Float64Array)]).toEqual([Number.NaN, Number.NaN]);
  expect([...(means[2] as Float64Array)]).toEqual([3, 4]);
});

it('likeness to a class is the correlation with its pattern less the mean of those with others', () => {
  const patterns = [
    [1, 2, 3],
    [3, 2, 1],
    [0, 2, 1],
  ].map(normed);
  const rows = Float32Array.of(1, 2, 3, 1, 2, 3, 5, 5, 5);
  const [first, second, third] = classLikeness(rows, [0, 1, 2], patterns);
  expect(first).toBeCloseTo(1 - (-1 + 0.5) / 2, 6);
  expect(second).toBeCloseTo(-1 - (1 + 0.5) / 2, 6);
  expect(third).toBeNaN();
});

it('likeness of one row to every class in turn comes to nothing', () => {
  const patterns = [...Array(4).keys()].map((at) =>
    normed([...Array(6).keys()].map((place) => Math.sin(3 * at + place * place))),
  );
  const row = [0.2, 3, -1, 2, 0.5, 7];
  const all = classLikeness(Float32Array.from([row, row, row, row].flat()), [0, 1, 2, 3], patterns);
  expect(all.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 12);
});

it('group means and rates are of so many in a row', () => {
  expect([...groupMeans([1, 3, 5, 7], 2)]).toEqual([2, 6]);
  expect([...groupRates([0, 1, 2, 0], [0, 1, 1, 1], 2)]).toEqual([100, 0]);
  expect([...groupRates([0, 2], [0, 1], 1)]).toEqual([100, 0]);
});

it('a drawing’s ink is what is above 0, its most at 1, each by itself', () => {
  const drawings = Float32Array.of(-1, 2, 4, -3, -2, 0);
  expect([...drawnInk(drawings, 3)]).toEqual([0, 0.5, 1, 0, 0, 0]);
  expect([...drawings]).toEqual([-1, 2, 4, -3, -2, 0]);
});

it('a picture comes out of its text as it went in', () => {
  const picture = Float32Array.of(0, -1.5, 1e-8, 3.25e7);
  expect(pictureIn(pictureText(picture))).toEqual(picture);
  expect(pictureText([1])).toBe(Buffer.from([0, 0, 0x80, 0x3f]).toString('base64'));
});

it('what layer 1 expects of a pixel is its activity times the weights from that pixel', () => {
  const network = randomNetwork([3, 2], 2, 4);
  const activity = tf.tensor3d([1, 2, 0, 0, 1, 3], [1, 2, 3]);
  const { normalised, ...rest } = layerState(activity);
  const before = tf.memory().numTensors;
  const found = drawnBy(network, { layers: [{ ...rest, normalised }] });
  expect(tf.memory().numTensors).toBe(before);
  const weights = layersIn(network)[0]?.bottomUp.arraySync() as number[][];
  const states = normalised.arraySync()[0] as number[][];
  const expected = states.map((state) =>
    weights.map((from) => from.reduce((sum, weight, unit) => sum + weight * (state[unit] ?? 0), 0)),
  );
  expectClose(found, expected);
  tf.dispose([normalised, rest.activity, rest.goodness]);
  disposeNetwork(network);
});

describe('how well a drawing fits what is hidden', () => {
  // Two images of four pixels, of which the last three are hidden.
  const hidden = hiddenPixels([9, 1, 2, 3, 9, 0, 2, 1], 4, Uint32Array.of(1, 2, 3));

  it('is the correlation at the hidden places alone', () => {
    expect(fitToHidden([77, 1, 2, 3], hidden, 0)).toBeCloseTo(1, 12);
    expect(fitToHidden([-5, 1, 2, 3], hidden, 1)).toBeCloseTo(0.5, 12);
    expect(fitToHidden([0, 4, 4, 4], hidden, 0)).toBeNaN();
  });

  it('is told image by image and label by label', () => {
    const [up, down] = [
      [0, 1, 2, 3],
      [0, 3, 2, 1],
    ] as const;
    // [labels, images, pixels]: label 0 draws up and down, label 1 down and up.
    const drawings = Float32Array.from([...up, ...down, ...down, ...up]);
    expectClose(fitsToHidden(drawings, 4, hidden, 2), [1, -1, -0.5, 0.5], 1e-9);
  });

  it('is the same under every label until one has reached the layer', () => {
    const drawings = Float32Array.from([0, 1, 2, 3, 0, 1, 2, 3]);
    expectClose(fitsToHidden(drawings, 4, hidden, 3), [1, 1, 1, 0.5, 0.5, 0.5], 1e-9);
  });

  it('is not known where nothing but black is hidden', () => {
    const black = hiddenPixels([9, 0, 0, 0], 4, Uint32Array.of(1, 2, 3));
    expect(fitToHidden([0, 1, 2, 3], black, 0)).toBeNaN();
  });
});
