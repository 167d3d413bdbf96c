import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { drawGains } from '../../src/learning/dropout';
import { mapParameters } from '../../src/network/network';
import { frame, labelsOf } from '../../src/perception/frame';
import { drain, settle, still } from '../../src/perception/settle';
import { type Dynamics, PAPER_DYNAMICS } from '../../src/perception/step';
import { activities, randomImages, randomNetwork } from '../support/networks';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';
import '../support/engine';

const HIDDEN = [6, 5];
/** Units that are left out: of each image, by layer. */
const OUT = [
  [[1, 4], [0]],
  [[], [2, 3]],
  [[0, 2, 5], [4]],
  [[3], []],
] as const;
const IMAGES = OUT.length;

test('a unit whose gain is 0 for an image is one that no input reaches there, for all steps', () =>
  freeing(() => {
    const network = randomNetwork(HIDDEN);
    const clamped = frame(
      tf.tensor2d(randomImages(IMAGES)),
      labelsOf(
        [
          [3, 0, 9, 5],
          [7, 1, 2, 5],
        ],
        10,
      ),
    );
    const gains = HIDDEN.map((_, layer) => tf.tensor3d([OUT.map((out) => gainsOf(out, layer))]));
    const cut = (out: Out) =>
      mapParameters(network, ({ name, tensor }) => {
        const layer = /^layer_(\d)\./.exec(name)?.[1];
        if (layer === undefined) return tf.clone(tensor);
        return tf.mul(tensor, tf.tensor1d(gainsOf(out, Number(layer) - 1)));
      });
    const watched = (which: typeof network, dynamics: Dynamics) => {
      const seen: number[][][] = [];
      drain(settle(which, still(clamped, 4), dynamics), (state) => seen.push(activities(state)));
      return seen;
    };
    const dropped = watched(network, { ...PAPER_DYNAMICS, gains });
    expect(dropped[4]?.[0]?.[1]).toBe(0);
    expect(Math.max(...(dropped[4]?.[0] ?? []))).toBeGreaterThan(0);
    for (const [image, out] of OUT.entries())
      for (const [step, layers] of watched(cut(out), PAPER_DYNAMICS).entries())
        for (const [layer, values] of layers.entries()) {
          const own = ofImage(image, HIDDEN[layer] as number);
          expectClose((dropped[step]?.[layer] ?? []).filter(own), values.filter(own), 1e-6);
        }
  }));

type Out = (typeof OUT)[number];

function gainsOf(out: Out, layer: number): number[] {
  const left: readonly number[] = out[layer] as Out[number];
  return Array.from({ length: HIDDEN[layer] as number }, (_, unit) => Number(!left.includes(unit)));
}

/** Whether a number in this place of [K, B, n] is of an image. */
function ofImage(image: number, units: number): (_: number, place: number) => boolean {
  return (_, place) => Math.floor(place / units) % IMAGES === image;
}

test('dropout leaves out its share, for each image anew, and keeps the mean of squares', () =>
  freeing(() => {
    const [gains] = drawGains(400, [500], 0.3, randomStream(1, 'test')) as [tf.Tensor3D];
    expect(gains.shape).toEqual([1, 400, 500]);
    const values = bits(gains);
    expect(values.filter((one) => one === 0).length / values.length).toBeCloseTo(0.3, 2);
    expect(values.reduce((sum, one) => sum + one ** 2, 0) / values.length).toBeCloseTo(1, 2);
    expect(values.slice(0, 500)).not.toEqual(values.slice(500, 1000));
  }));
