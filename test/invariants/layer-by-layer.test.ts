import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { nativeBackend } from '../../src/engine/native';
import { randomStream } from '../../src/engine/random';
import { peakLiveBytes } from '../../src/experiments/memory-by-depth/measure';
import { learnBatch } from '../../src/learning/learn-batch';
import { type CommonSettings, commonDefaults } from '../../src/learning/settings';
import type { System } from '../../src/learning/system';
import { BACKPROPAGATION } from '../../src/learning/systems/backpropagation';
import { LABEL_IN_IMAGE, labelInImage } from '../../src/learning/systems/label-in-image';
import { LAYER_BY_LAYER } from '../../src/learning/systems/layer-by-layer';
import { disposeNetwork, mapParameters, parametersOf } from '../../src/network/network';
import { randomFeedforward, randomPairBatch } from '../support/feedforward';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

type Feedforward = System<CommonSettings>;

const STAGED = labelInImage(LAYER_BY_LAYER);
const settings = { ...commonDefaults([10]), temperature: 1.7, peer: 0.2, rate: 0.3 };
const random = (name: string) => randomStream(17, name, 1, 1);

/** A learner of this system in which no weight is zero and no mean is another's. */
function learnerOf(system: Feedforward, hidden: readonly number[], reads?: 'highest') {
  const architecture: Feedforward['architecture'] = (layers) => {
    const usual = system.architecture(layers);
    return reads ? { ...usual, reads: usual.hidden.slice(-1).map(({ name }) => name) } : usual;
  };
  const network = randomFeedforward({ ...system, architecture }, hidden);
  return {
    network,
    velocity: mapParameters(network, ({ tensor }) => tf.mul(tensor, 0.1)),
    meanActivity: hidden.map((units) => tf.linspace(0.1, 1, units) as tf.Tensor1D),
  };
}

describe('learning layer by layer', () => {
  for (const hidden of [[5], [6, 4], [5, 7, 4]])
    for (const reads of [undefined, 'highest'] as const)
      it(`gives ${hidden} what learning side by side gives, the readout seeing ${reads ?? 'all but the first'}`, () =>
        freeing(() => {
          const learner = learnerOf(STAGED, hidden, reads);
          const batch = randomPairBatch(7);
          const [expected, given] = [LABEL_IN_IMAGE, STAGED].map(({ gradient }) =>
            learnBatch(gradient, learner, batch, settings, random, 1),
          ) as [ReturnType<typeof learnBatch>, ReturnType<typeof learnBatch>];
          for (const part of ['network', 'velocity'] as const)
            for (const [at, { name, tensor }] of parametersOf(expected[part]).entries()) {
              const found = parametersOf(given[part])[at]?.tensor as tf.Tensor;
              expectClose(bits(found), bits(tensor), 1e-6, `${part}: ${name}`);
            }
          for (const [at, mean] of expected.meanActivity.entries())
            expectClose(bits(given.meanActivity[at] as tf.Tensor), bits(mean), 1e-6, `mean ${at}`);
          const { positive, negative, ...counts } = expected.tally;
          expect(given.tally).toMatchObject(counts);
          expectClose(given.tally.positive, positive, 1e-6, 'goodness of what is raised');
          expectClose(given.tally.negative, negative, 1e-6, 'goodness of what is lowered');
        }));

  it('leaves no tensor behind but what it gives', () =>
    freeing(() => {
      const learner = learnerOf(STAGED, [6, 5, 4], 'highest');
      const batch = randomPairBatch(7);
      const before = tf.memory().numTensors;
      const { gradient, lastActivity } = STAGED.gradient(learner, batch, settings, random);
      expect(lastActivity?.map(({ shape }) => shape)).toEqual([
        [1, 6],
        [1, 5],
        [1, 4],
      ]);
      expect(tf.memory().numTensors - before).toBe(parametersOf(gradient).length + 3);
    }));
});

describe('the memory of a batch, beyond weights, velocities and gradients', () => {
  const [UNITS, IMAGES] = [20, 50];
  /** Bytes of what one layer does with the images. */
  const ACTIVITY = 4 * UNITS * IMAGES;

  /** Bytes a layer that a network of 12 layers takes more than one of 4. */
  async function growth(system: Feedforward, peak = peakLiveBytes): Promise<number> {
    const [few, many] = [await beyond(system, 4, peak), await beyond(system, 12, peak)];
    return (many - few) / 8;
  }

  async function beyond(system: Feedforward, depth: number, peak: typeof peakLiveBytes) {
    const learner = learnerOf(system, new Array(depth).fill(UNITS), 'highest');
    const batch = randomPairBatch(IMAGES);
    const gradient = parametersOf(learner.network).reduce(
      (sum, { tensor }) => sum + tensor.size,
      0,
    );
    const before = tf.memory().numBytes + 4 * gradient;
    const compute = () => system.gradient(learner, batch, settings, random);
    tf.dispose(compute() as object as tf.TensorContainer); // the first time, graphs are written down
    const most = await peak(compute);
    disposeNetwork(learner.network);
    disposeNetwork(learner.velocity);
    tf.dispose([...learner.meanActivity, batch.pixels, batch.labels]);
    return most - before;
  }

  it('does not grow with depth where a layer is forgotten when it has learnt', async () => {
    const given = 4 * UNITS + 4 * 2 * IMAGES; // its mean activity, and its goodness under both labels
    expect(await growth(STAGED)).toBeLessThanOrEqual(given);
  });

  it('grows by two activities a layer, or more, where all are kept', async () => {
    expect(await growth(LABEL_IN_IMAGE)).toBeGreaterThanOrEqual(2 * ACTIVITY);
  });

  it('grows by an activity a layer, or more, by backpropagation', async () => {
    expect(await growth(BACKPROPAGATION)).toBeGreaterThanOrEqual(ACTIVITY);
  });

  it('is hidden where graphs run, and therefore counted without them', async ({ skip }) => {
    if (!nativeBackend()) return skip('the native engine alone has graphs');
    const asItRuns = async (work: () => object) => {
      const { peakBytes } = await tf.profile(() => {
        tf.dispose(work() as tf.TensorContainer);
        return [];
      });
      return peakBytes;
    };
    expect(await growth(BACKPROPAGATION, asItRuns)).toBeLessThan(ACTIVITY / 2);
  });
});
