import * as tf from '@tensorflow/tfjs-core';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { randomStream } from '../../src/engine/random';
import { TRAINED_BY_OBJECTIVE } from '../../src/experiments/objective/objectives';
import { LARGEST_SEED } from '../../src/input/limits';
import { collaborate } from '../../src/learning/collaborate';
import { learnBatch } from '../../src/learning/learn-batch';
import { maximiseGoodness, minimiseGoodness } from '../../src/learning/objective';
import { evaluateSystem } from '../../src/learning/system';
import { OBJECTIVES } from '../../src/learning/systems/objectives';
import { batchTally } from '../../src/learning/tally';
import { disposeNetwork } from '../../src/network/network';
import { answersOf } from '../../src/observation/held-labels';
import { measureSpread } from '../../src/observation/measure-spread';
import { overWindow, runnersUp, scoresByStep } from '../../src/observation/scores';
import { WORD_CODES } from '../../src/observation/trace-hypotheses';
import { watchImage } from '../../src/observation/watched-image';
import { evaluate } from '../../src/perception/evaluate';
import type { PerceptionSettings } from '../../src/perception/perception-settings';
import { accumulate } from '../../src/perception/recognise';
import { showRecognition } from '../../src/trained/show-network';
import { layersIn } from '../support/architectures';
import { coefficient, randomBatch, randomLearner, settingsOf } from '../support/learners';
import { randomNetwork } from '../support/networks';
import { bits } from '../support/numbers';
import { freeing } from '../support/record';
import { grey, TEN } from '../support/shapes';

describe('what a layer is pushed towards', () => {
  const cases = [
    [3, 5],
    [7, 5],
    [5, 5],
    [0, 2],
  ] as const;

  it.each(cases)(
    'is the slope of its log likelihood: goodness %d of %d units',
    (goodness, units) => {
      const temperature = 1.7;
      const small = 1e-5;
      const p = (sign: number, at: number) =>
        1 / (1 + Math.exp((-sign * (at - units)) / temperature));
      const likelihood = (sign: number, target: 0 | 1) => (at: number) =>
        Math.log(target === 1 ? p(sign, at) : 1 - p(sign, at));
      const slope = (of: (at: number) => number) =>
        (temperature * (of(goodness + small) - of(goodness - small))) / (2 * small);
      for (const target of [0, 1] as const) {
        const most = coefficient(maximiseGoodness(temperature), goodness, units, target);
        const least = coefficient(minimiseGoodness(temperature), goodness, units, target);
        expect(most).toBeCloseTo(slope(likelihood(1, target)), 6);
        expect(least).toBeCloseTo(slope(likelihood(-1, target)), 6);
      }
    },
  );
});

describe('layers that collaborate', () => {
  it('count what the others have above or below their thresholds, in their own units', () =>
    freeing(() => {
      const goodness = [tf.tensor3d([3, 1], [1, 2, 1]), tf.tensor3d([8, 2], [1, 2, 1])];
      const together = collaborate(goodness, [2, 4], 0.5).map((one) => [...bits(one)]);
      // Layer 1 of 2 units, layer 2 of 4: a unit of the other has 2 − 1 and 0.5 − 1 too much.
      expect(together[0]).toEqual([3 + 0.5 * 2 * 1, 1 - 0.5 * 2 * 0.5]);
      expect(together[1]).toEqual([8 + 0.5 * 4 * 0.5, 2 - 0.5 * 4 * 0.5]);
      expect(collaborate(goodness, [2, 4], 0), 'nothing but their own').toBe(goodness);
    }));
});

it('a tally knows which of two is preferred', () =>
  freeing(() => {
    const logits = tf.zeros<tf.Rank.R2>([3, 10]);
    const labels = tf.tensor1d([0, 0, 0], 'int32');
    const seen = {
      goodness: [tf.tensor3d([1, 2, 3, 3, 2, 1], [1, 2, 3])], // truth, then wrong: of three images
      units: [1],
      window: { first: 1, last: 1 },
    };
    expect(batchTally(seen, logits, labels).pairsWrong).toBe(2); // a tie is wrong
    expect(batchTally({ ...seen, prefers: 'least' }, logits, labels).pairsWrong).toBe(2);
    const other = { ...seen, goodness: [tf.tensor3d([1, 2, 3, 2, 1, 1], [1, 2, 3])] };
    expect(batchTally(other, logits, labels).pairsWrong).toBe(1);
    expect(batchTally({ ...other, prefers: 'least' }, logits, labels).pairsWrong).toBe(2);
  }));

describe('the ways of pushing', () => {
  it.each(Object.values(OBJECTIVES))(
    'are watched, judged, spread, shown and traced by what is the answer: $name',
    async (system) => {
      const network = randomNetwork([8, 6]);
      const count = 12;
      const pixels = Uint8Array.from(
        randomStream(3, 'test', 'answers').uniforms(count * 9),
        (one) => 255 * one,
      );
      const labels = new Uint8Array(count);
      const images = { name: 'made up', count, ...grey(3, 3), ...TEN, pixels, labels };
      const settings = settingsOf({ steps: 5 });
      const perception = system.perception?.(settings) as PerceptionSettings;
      const answers = await lastValueFrom(evaluateSystem(system, network, images, settings));
      const indices = [...labels.keys()];
      const watched = indices.map((index) => watchImage(network, images, index, perception));
      expect(watched.map(({ answer }) => answer)).toEqual([...(answers.goodness ?? [])]);
      const judged = await lastValueFrom(evaluate(network, images, perception));
      expect(judged.goodness).toEqual(answers.goodness);
      const arrows = indices.map((index) => {
        const shown = showRecognition(network, images, index, perception);
        return Number(/(\d) ←/.exec(shown)?.[1]);
      });
      expect(arrows).toEqual([...(answers.goodness ?? [])]);
      const chosen = { images: indices, hypotheses: [WORD_CODES.answer] };
      const { window, prefers } = perception;
      const held: number[] = [];
      for await (const batch of answersOf(network, images, chosen, { window, prefers }))
        held.push(...batch);
      expect(held).toEqual(arrows);
      const { layers, ...spread } = await measureSpread(network, images, perception);
      expect(spread.prefers).toBe(perception.prefers);
      for (const [image, { goodness, prefers }] of watched.entries()) {
        const means = overWindow(scoresByStep(goodness), perception.window);
        const [next = 0] = runnersUp(means, 0, prefers);
        const wrong = layers.reduce((sum, layer) => sum + (layer.wrong[image] as number), 0);
        expect(wrong).toBeCloseTo(means[next] as number, 5);
      }
      disposeNetwork(network);
    },
  );

  const learnt = (push: keyof typeof OBJECTIVES) => {
    const learner = randomLearner([6, 5]);
    const settings = settingsOf({ peer: 0, decay: 0, momentum: 0, rate: 0.05, steps: 5 });
    const random = (name: string) => randomStream(3, name);
    const batch = randomBatch(4);
    const { gradient, recognise } = OBJECTIVES[push];
    const learntBatch = learnBatch(gradient, learner, batch, settings, random, 1);
    return { learntBatch, before: recognise(learner.network, batch.pixels, settings) };
  };

  it('move the weights differently, from the same images', () => {
    const weights = (Object.keys(OBJECTIVES) as (keyof typeof OBJECTIVES)[]).map((push) =>
      bits(layersIn(learnt(push).learntBatch.network)[0]?.bottomUp as tf.Tensor).join(),
    );
    expect(new Set(weights).size).toBe(3);
  });

  it('answer by the least goodness where it was lowered for the true label', () => {
    const [most, least] = [learnt('max-ssq').before, learnt('min-ssq').before];
    const window = { first: 3, last: 5 };
    const negated = accumulate(most, window).map((score) => -score);
    expect([...accumulate(least, window)]).toEqual([...negated]);
  });
});

it('networks of more seeds than there are, from a first one on, are refused', () => {
  const plan = (seed: number) => {
    const options = z.object(TRAINED_BY_OBJECTIVE.options).parse({ seeds: 2 });
    type Asked = Parameters<typeof TRAINED_BY_OBJECTIVE.plan>;
    const images = { training: { rows: 28, columns: 28, classes: 10 } };
    return TRAINED_BY_OBJECTIVE.plan(
      { options, seed } as unknown as Asked[0],
      images as unknown as Asked[1],
    );
  };
  const names = plan(LARGEST_SEED - 1).map(({ name }) => name);
  expect(names).toContain(`collaborative, seed ${LARGEST_SEED}`);
  expect(() => plan(LARGEST_SEED)).toThrow('go beyond the largest');
});
