import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { type Learner, newLearner } from '../../src/learning/learner';
import { rateFactor } from '../../src/learning/next-batch';
import type { LabelledBatch } from '../../src/learning/system';
import type { Tally } from '../../src/learning/tally';
import { recurrent } from '../support/architectures';
import {
  learnRecurrent,
  negativesOf,
  randomBatch,
  randomLearner,
  referenceLearner,
  SHOWING,
  settingsOf,
} from '../support/learners';
import { expectClose } from '../support/numbers';
import { freeing } from '../support/record';
import * as reference from './float64';

// float32 against float64: weights within 1e-5 and velocities within 1e-4 of the largest of their
// matrix, after up to five batches in a row.

const IMAGES = 5;
const BATCHES = 5;
const WIDTHS = [[5], [6, 4], [5, 7, 4], [4, 8, 6, 5]].map((widths) => ({ widths }));

function examplesOf(
  { pixels, labels }: LabelledBatch,
  negatives: readonly number[],
): reference.Example[] {
  const truth = labels.arraySync();
  return pixels.arraySync().map((image, b) => ({
    pixels: image,
    label: reference.at(truth, b),
    negative: reference.at(negatives, b),
  }));
}

type Named = readonly [string, reference.Matrix | reference.Vector];

/** Every matrix of a learner by name, so that the smallest is held as strictly as the largest. */
function matricesOf(learner: reference.Learner): Named[] {
  const parts = (layers: readonly reference.Layer[], name: string) =>
    layers.flatMap(({ up, down, bias }, l): Named[] => [
      [`${name} ${l + 1} bottom-up`, up],
      [`${name} ${l + 1} top-down`, down],
      [`${name} ${l + 1} bias`, bias],
    ]);
  return [
    ...parts(learner.net, 'layer'),
    ...parts(learner.velocity, 'velocity of layer'),
    ...learner.running.map((mean, l): Named => [`running mean of layer ${l + 1}`, mean]),
    ['readout', learner.readout],
    ['velocity of readout', learner.readoutVelocity],
  ];
}

function expectLearnersAgree(
  actual: Pick<Learner, 'network' | 'velocity' | 'meanActivity'>,
  expected: reference.Learner,
  momentum: number,
  batch: number,
) {
  const found = new Map(matricesOf(referenceLearner(actual, momentum)));
  for (const [name, values] of matricesOf(expected)) {
    const relative = name.startsWith('velocity') ? 1e-4 : 1e-5;
    expectClose(found.get(name) ?? [], values, relative, `${name} after batch ${batch}`, 1e-3);
  }
}

/** Runs batches through both; `check` sees each learntBatch. */
function learnBoth(
  start: Learner,
  constants: reference.Constants,
  changes: Parameters<typeof settingsOf>[0],
  check: (
    tally: Tally,
    before: reference.Learner,
    examples: reference.Example[],
  ) => void = () => {},
) {
  let learner: Pick<Learner, 'network' | 'velocity' | 'meanActivity'> = start;
  let expected = referenceLearner(start, constants.momentum);
  for (let at = 1; at <= BATCHES; at++) {
    const factor = [1, 0.5, 0.8, 1, 0.2][at - 1] as number;
    const batch = randomBatch(IMAGES, at);
    const examples = examplesOf(batch, negativesOf(learner, batch, 17, 'negatives', at));
    const stream = randomStream(17, 'negatives', at);
    const learntBatch = learnRecurrent(learner, batch, settingsOf(changes), stream, factor);
    check(learntBatch.tally, expected, examples);
    expected = reference.learnBatch(expected, examples, constants, factor);
    expectLearnersAgree(learntBatch, expected, constants.momentum, at);
    learner = learntBatch;
  }
}

describe.each(WIDTHS)('learning with hidden layers of $widths', ({ widths }) => {
  it('the paper’s constants move a new learner as the reference does, batch after batch', () =>
    freeing(() => {
      const start = newLearner(recurrent({ pixels: 9, hidden: widths, classes: 10 }), 2);
      learnBoth(start, reference.CONSTANTS, {});
    }));

  it('other constants move a learner in mid-training as the reference does', () =>
    freeing(() => {
      learnBoth(
        randomLearner(widths, 4),
        { ...reference.CONSTANTS, ...SHOWING } as reference.Constants,
        SHOWING,
      );
    }));

  it('alternating layers learn from what they have read, as in the reference', () =>
    freeing(() => {
      learnBoth(
        randomLearner(widths, 7),
        { ...reference.CONSTANTS, ...SHOWING, alternate: true } as reference.Constants,
        { ...SHOWING, schedule: 'alternating' },
      );
    }));

  it('every negative that was drawn is admissible', () =>
    freeing(() => {
      learnBoth(randomLearner(widths, 5), reference.CONSTANTS, {}, (_, __, examples) => {
        for (const { label, negative } of examples)
          expect(reference.admissible(negative, label)).toBe(true);
      });
    }));

  it('the tally of a batch says what the reference saw before it learnt', () =>
    freeing(() => {
      const c = { ...reference.CONSTANTS, ...SHOWING } as reference.Constants;
      const changes = { ...SHOWING, window: { first: 2, last: 4 } };
      learnBoth(randomLearner(widths, 6), c, changes, (tally, before, examples) => {
        const expected = referenceTally(before, examples, c, [2, 4]);
        expect(tally).toMatchObject({
          batches: 1,
          images: IMAGES,
          pairsWrong: expected.pairsWrong,
          readoutWrong: expected.readoutWrong,
        });
        expectClose(tally.positive, expected.positive, 1e-4);
        expectClose(tally.negative, expected.negative, 1e-4);
      });
    }));
});

function referenceTally(
  { net, readout }: reference.Learner,
  examples: readonly reference.Example[],
  c: reference.Constants,
  window: readonly [number, number],
) {
  const watch = (pixels: reference.Vector, label: number) =>
    reference
      .settle(net, reference.still(pixels, label, c.steps), reference.synchronous(c.damping))
      .slice(1);
  const runs = examples.map(({ pixels, label, negative }) => ({
    label,
    right: watch(pixels, label),
    wrong: watch(pixels, negative),
    logits: reference.readoutLogits(readout, reference.features(net, pixels)),
  }));
  const total = (states: readonly (readonly reference.Vector[])[]) =>
    reference.sum(states.slice(window[0] - 1, window[1]).map(reference.score));
  const meanGoodness = (which: 'right' | 'wrong') =>
    net.map((_, l) => {
      const all = runs.flatMap((run) => run[which].map((states) => reference.at(states, l)));
      return reference.sum(all.map((s) => reference.goodness(s) / s.length)) / all.length;
    });
  return {
    pairsWrong: runs.filter(({ right, wrong }) => total(wrong) >= total(right)).length,
    readoutWrong: runs.filter(({ logits, label }) => reference.winner(logits) !== label).length,
    positive: meanGoodness('right'),
    negative: meanGoodness('wrong'),
  };
}

describe('the learning rate', () => {
  it('has the reference factor in every epoch of every length up to 60', () => {
    for (let epochs = 1; epochs <= 60; epochs++)
      for (let epoch = 1; epoch <= epochs; epoch++)
        expect(rateFactor(epoch, epochs)).toBeCloseTo(reference.rateFactor(epoch, epochs), 12);
  });
});
