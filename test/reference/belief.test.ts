import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { EVIDENCE, type EvidenceName } from '../../src/perception/evidence';
import { everyLabel, frame } from '../../src/perception/frame';
import { beliefOverTime } from '../../src/perception/own-belief';
import { still } from '../../src/perception/settle';
import { PAPER_DYNAMICS } from '../../src/perception/step';
import { randomImages, randomNetwork, referenceLayers } from '../support/networks';
import { expectClose } from '../support/numbers';
import { freeing, record } from '../support/record';
import { settleOnBelief } from './belief';
import * as reference from './float64';

// float32 against float64: states and logits within 1e-5 of the largest of them.

const IMAGES = 3;
const STEPS = 5;
/** At which each evidence of these networks neither decides at once nor says nothing. */
const TEMPERATURES = { goodness: 0.5, agreement: 0.3, readout: 1 };
const CASES = [[5], [6, 4], [5, 7, 4]].flatMap((widths) =>
  (Object.keys(EVIDENCE) as EvidenceName[]).map((evidence) => ({ widths, evidence })),
);

describe.each(CASES)('own belief by $evidence at the top of $widths', ({ widths, evidence }) => {
  const images = randomImages(IMAGES, widths.length);
  const belief = { evidence, temperature: TEMPERATURES[evidence] };
  const prior = Array.from({ length: 10 }, (_, label) => (label === 4 ? 1.5 : 0));
  const expected = (network: ReturnType<typeof randomNetwork>, withCue = false) =>
    images.map((image) =>
      settleOnBelief(
        referenceLayers(network),
        network.readout.arraySync() as reference.Matrix,
        image,
        STEPS,
        { ...belief, ...(withCue && { prior }) },
      ),
    );

  it('moves the layers as the reference does', () =>
    freeing(() => {
      const network = randomNetwork(widths);
      const shown = frame(tf.tensor2d(images), everyLabel(10));
      const states = record(network, still(shown, STEPS), { ...PAPER_DYNAMICS, belief });
      expect(states.length).toBe(STEPS + 1);
      const histories = expected(network);
      for (const [step, { layers }] of states.entries())
        for (const [l, { activity }] of layers.entries()) {
          expect(activity.shape[0]).toBe(1); // one state, and not one a label
          const should = histories.map((one) => reference.at(reference.at(one, step).states, l));
          expectClose(activity.arraySync() as number[][][], [should], 1e-5, `${l} ${step}`);
        }
    }));

  it('believes what the reference does, with a cue and without', () =>
    freeing(() => {
      const network = randomNetwork(widths);
      const pixels = tf.tensor2d(images);
      for (const cue of [false, true]) {
        const cued = cue ? { ...belief, prior: tf.tensor2d(prior, [10, 1]) } : belief;
        const found = beliefOverTime(network, pixels, STEPS, { ...PAPER_DYNAMICS, belief: cued });
        const histories = expected(network, cue);
        for (const [step, logits] of found.entries())
          expectClose(
            logits,
            histories.map((one) => reference.at(one, step).logits),
          );
      }
    }));
});
