import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { defaultSettings } from '../../src/learning/settings';
import type { LabelledBatch } from '../../src/learning/system';
import { BACKPROPAGATION } from '../../src/learning/systems/backpropagation';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { allSystems } from '../../src/learning/systems/systems';
import { layersOf } from '../../src/network/neighbours';
import { disposeNetwork, initialise } from '../../src/network/network';
import { frame, labelsOf } from '../../src/perception/frame';
import { still } from '../../src/perception/settle';
import { freeing, record } from '../support/record';

const IMAGES = 5;
/** Multiples of the places that local fields have. */
const sizes = { pixels: 784, hidden: [32, 18, 8], classes: 10 };
const labels = [3, 1, 4, 1, 5];
const settings = { ...defaultSettings(sizes.hidden), columns: 28, blurs: 1 };

function batch(): LabelledBatch {
  const pixels = randomStream(1, 'test', 'pixels')
    .normals(IMAGES * sizes.pixels)
    .map(Math.abs);
  return {
    pixels: tf.tensor2d(pixels, [IMAGES, sizes.pixels]),
    labels: tf.tensor1d(labels, 'int32'),
  };
}

describe('what a system shows of its hidden layers', () => {
  it.each(allSystems())(
    'has a value a unit and image, and leaves nothing behind: $name',
    (system) => {
      const network = initialise(system.architecture(layersOf(sizes)), 1);
      const seen = batch();
      const before = tf.memory().numTensors;
      const layers = system.activity?.(network, seen, settings) ?? [];
      expect(layers.map(({ shape }) => shape.slice(-2))).toEqual(
        sizes.hidden.map((units) => [IMAGES, units]),
      );
      expect(tf.memory().numTensors - before).toBe(layers.length);
      for (const layer of layers) {
        expect(layer.size).toBe(IMAGES * (layer.shape.at(-1) as number));
        expect(Math.max(...layer.dataSync())).toBeGreaterThan(0);
      }
      tf.dispose([...layers, seen.pixels, seen.labels]);
      disposeNetwork(network);
    },
  );

  it('is the last step of the window, under the true label, in the recurrent network', () =>
    freeing(() => {
      const network = initialise(RECURRENT.architecture(layersOf(sizes)), 1);
      const seen = batch();
      const own = { ...settings, window: { first: 1, last: 4 }, steps: 6 };
      const shown = RECURRENT.activity?.(network, seen, own) ?? [];
      const states = record(network, still(frame(seen.pixels, labelsOf([labels], 10)), 6));
      for (const [at, layer] of shown.entries())
        expect(layer.dataSync()).toEqual(states[4]?.layers[at]?.activity.dataSync());
      expect(shown).toHaveLength(3);
    }));

  it('is what the softmax reads, in the network of backpropagation', () =>
    freeing(() => {
      const network = {
        ...initialise(BACKPROPAGATION.architecture(layersOf(sizes)), 1),
        readout: tf.randomNormal<tf.Rank.R2>([8, 10], 0, 1, 'float32', 1),
      };
      const seen = batch();
      const highest = BACKPROPAGATION.activity?.(network, seen, settings).at(-1) as tf.Tensor2D;
      const { logits } = BACKPROPAGATION.recognise(network, seen.pixels, settings);
      const read = tf.matMul(highest, network.readout).dataSync();
      for (const [at, value] of logits.entries()) expect(read[at]).toBeCloseTo(value, 4);
    }));
});
