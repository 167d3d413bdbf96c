import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { videoScores } from '../../src/experiments/watching/watch-video';
import { channelMeans } from '../../src/images/channel-means';
import { defaultSettings } from '../../src/learning/settings';
import type { System } from '../../src/learning/system';
import { BACKPROPAGATION } from '../../src/learning/systems/backpropagation';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { onePass } from '../../src/learning/systems/side-by-side';
import type { Architecture } from '../../src/network/architecture';
import { architectureSchema, checkArchitecture } from '../../src/network/check-architecture';
import { mapLayer } from '../../src/network/layer';
import { layersOf } from '../../src/network/neighbours';
import { initialise, type Network } from '../../src/network/network';
import { frameFor, noLabel, seenPixels } from '../../src/perception/frame';
import { recognise } from '../../src/perception/recognise';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

const MEAN = [0.5, 0.25, 0];
const HIDDEN = [6, 5];
const layers = {
  ...layersOf({ pixels: 12, hidden: HIDDEN, classes: 3 }),
  input: mapLayer('pixels', { rows: 2, columns: 2, channels: 3 }),
};
const VALUES = [
  [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 0, 0.05],
  [0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4, 0.5, 0.55, 0.45, 1],
];
/** Each channel's mean is taken away by hand. */
const LESS = VALUES.map((row) => row.map((value, at) => value - (MEAN[at % 3] as number)));

/** The same network, whose pixels have means, and whose have none. */
function both(system: Pick<System<never>, 'architecture'>): { centred: Network; plain: Network } {
  const plain = initialise(system.architecture(layers), 1);
  const input = { ...plain.architecture.input, mean: MEAN };
  return { plain, centred: { ...plain, architecture: { ...plain.architecture, input } } };
}

describe('a network whose input layer has means', () => {
  const shown = () => [tf.tensor2d(VALUES), tf.tensor2d(LESS)] as const;

  it('sees each pixel less the mean of its channel, at mean square 1', () =>
    freeing(() => {
      const { centred } = both(RECURRENT);
      const [values, less] = shown();
      const seen = bits(seenPixels(centred.architecture, tf.expandDims(values, 0) as tf.Tensor3D));
      const size = tf.sqrt(tf.mean(tf.square(less), 1, true));
      expectClose(seen, bits(tf.div(less, size)), 1e-6);
      const { pixels } = frameFor(centred, values, noLabel(3, 'silent'));
      expect([...bits(pixels)]).toEqual([...seen]);
    }));

  it('recognises as one without means what is less them: over time, in one pass, and frame by frame', () =>
    freeing(() => {
      const { centred, plain } = both(RECURRENT);
      const [values, less] = shown();
      const [given, expected] = [recognise(centred, values, 4), recognise(plain, less, 4)];
      for (const [step, scores] of expected.scores.entries())
        expectClose(given.scores[step] ?? [], scores, 1e-6);
      const passes = [
        onePass(centred, tf.expandDims<tf.Tensor3D>(values, 0)),
        onePass(plain, tf.expandDims<tf.Tensor3D>(less, 0)),
      ];
      const [one, other] = passes.map(({ layers }) => bits(layers[1]?.activity as tf.Tensor));
      expectClose(one ?? [], other ?? [], 1e-6);
      const video = (rows: number[][]) => ({
        images: 2,
        frames: new Array<Float32Array>(3).fill(Float32Array.from(rows.flat())),
      });
      const [seen, told] = [videoScores(centred, video(VALUES)), videoScores(plain, video(LESS))];
      for (const [step, scores] of told.entries()) expectClose(seen[step] ?? [], scores, 1e-6);
    }));

  it('by backpropagation, too, where pixels are not normalised', () =>
    freeing(() => {
      const { centred, plain } = both(BACKPROPAGATION);
      const [values, less] = shown();
      const settings = defaultSettings(HIDDEN);
      const activity = BACKPROPAGATION.activity as NonNullable<typeof BACKPROPAGATION.activity>;
      const [given, expected] = [
        activity(centred, { pixels: values, labels: tf.zeros([2]) }, settings),
        activity(plain, { pixels: less, labels: tf.zeros([2]) }, settings),
      ];
      for (const [at, layer] of expected.entries())
        expectClose(bits(given[at] as tf.Tensor), bits(layer), 1e-6);
    }));
});

describe('means in a file', () => {
  const usual = RECURRENT.architecture(layers);
  const withMean = (mean: unknown): unknown => ({ ...usual, input: { ...usual.input, mean } });

  it('come back as they were written', () => {
    const read = architectureSchema.parse(JSON.parse(JSON.stringify(withMean(MEAN))));
    expect(read).toEqual(withMean(MEAN));
    expect(() => checkArchitecture(read as Architecture)).not.toThrow();
  });

  it.each([[[]], [[0.5]], [[0.5, 0.5, 1.5]], [[0.5, 0.5, 'grey']], [new Array(5000).fill(0.5)]])(
    'are one for each channel, in 0 … 1: %j is refused',
    (mean) => {
      expect(architectureSchema.safeParse(withMean(mean)).success).toBe(false);
    },
  );
});

it('means of channels are over all places of all images', () => {
  const pixels = Uint8Array.from([0, 255, 51, 255, 255, 51, 51, 0, 51, 102, 0, 51]);
  expect(channelMeans({ pixels, channels: 3 })).toEqual([0.4, 0.5, 0.2]);
});
