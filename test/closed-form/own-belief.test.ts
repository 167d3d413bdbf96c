import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { winnersAmongBelieved } from '../../src/perception/believed-labels';
import { EVIDENCE, type EvidenceName } from '../../src/perception/evidence';
import { everyLabel, frame, labelsOf } from '../../src/perception/frame';
import { beliefMultiplyAdds, perceptionMultiplyAdds } from '../../src/perception/multiply-adds';
import { beliefOverTime } from '../../src/perception/own-belief';
import { PAPER_WINDOW } from '../../src/perception/perception-settings';
import { accumulate, recognise, winners, type winnersAmong } from '../../src/perception/recognise';
import { still } from '../../src/perception/settle';
import { type BelievingDynamics, type Dynamics, PAPER_DYNAMICS } from '../../src/perception/step';
import { median } from '../../src/statistics/mean';
import { recurrent } from '../support/architectures';
import { activities, randomImages, randomNetwork } from '../support/networks';
import { expectClose } from '../support/numbers';
import { freeing, record } from '../support/record';

const IMAGES = 4;
const EVIDENCES = Object.keys(EVIDENCE) as EvidenceName[];
const pixels = () => tf.tensor2d(randomImages(IMAGES, 2));

describe.each(EVIDENCES)('own belief by %s', (evidence) => {
  it('that is sure of one label is that label, tried', () =>
    freeing(() => {
      const network = randomNetwork([6, 5, 4]);
      const images = pixels();
      const labels = [7, 0, 3, 9];
      const sure = tf.tidy(() =>
        tf.mul(tf.transpose(tf.squeeze(labelsOf([labels], 10), [0])), 1e4),
      );
      const belief = { evidence, temperature: 1, prior: sure as tf.Tensor2D };
      const believing = record(network, still(frame(images, everyLabel(10)), 6), {
        ...PAPER_DYNAMICS,
        belief,
      });
      const tried = record(network, still(frame(images, labelsOf([labels], 10)), 6));
      expectClose(believing.map(activities), tried.map(activities), 1e-6);
    }));

  it('that is sure of nothing is every label at a tenth of its strength', () =>
    freeing(() => {
      const network = randomNetwork([6, 5, 4]);
      const images = pixels();
      const doubt = { evidence, temperature: 1e9 };
      const shown = frame(images, everyLabel(10));
      const believing = record(network, still(shown, 6), { ...PAPER_DYNAMICS, belief: doubt });
      const weak = { ...shown, label: tf.fill<tf.Rank.R3>([1, 1, 10], Math.sqrt(10) / 10) };
      expectClose(believing.map(activities), record(network, still(weak, 6)).map(activities), 1e-6);
    }));

  it('of one label alone leaves nothing to believe: it is clamped', () =>
    freeing(() => {
      const network = randomNetwork([6, 4]);
      const shown = frame(pixels(), labelsOf([[1, 2, 3, 4]], 10));
      const belief = { evidence, temperature: 0.1 };
      const believing = record(network, still(shown, 4), { ...PAPER_DYNAMICS, belief });
      expect(believing.map(activities)).toEqual(record(network, still(shown, 4)).map(activities));
    }));

  it('of an image by itself is what it is among others, and leaves no tensor', () =>
    freeing(() => {
      const network = randomNetwork([6, 4]);
      const images = pixels();
      const dynamics = { ...PAPER_DYNAMICS, belief: { evidence, temperature: 0.2 } };
      const before = tf.memory().numTensors;
      const all = beliefOverTime(network, images, 5, dynamics);
      expect(tf.memory().numTensors).toBe(before);
      const alone = beliefOverTime(network, tf.slice(images, [1, 0], [1, 9]), 5, dynamics);
      expectClose(
        alone,
        all.map((logits) => logits.slice(10, 20)),
      );
    }));
});

it('is not taken, nor are gains, by what tries labels: the compiler says so', () => {
  expectTypeOf<typeof PAPER_DYNAMICS>().toExtend<Parameters<typeof recognise>[3]>();
  expectTypeOf<BelievingDynamics>().not.toExtend<Parameters<typeof recognise>[3]>();
  expectTypeOf<BelievingDynamics>().not.toExtend<Parameters<typeof winnersAmong>[4]>();
  expectTypeOf<BelievingDynamics>().not.toExtend<Parameters<typeof winnersAmongBelieved>[3]>();
  type Gained = Dynamics & { readonly gains: readonly tf.Tensor3D[] };
  expectTypeOf<Gained>().not.toExtend<Parameters<typeof recognise>[3]>();
});

describe('labels that are believed', () => {
  it('are all tried where little is enough, and none where nothing is', () =>
    freeing(() => {
      const network = randomNetwork([8, 6], 4);
      const images = tf.tensor2d(randomImages(40, 3));
      const before = tf.memory().numTensors;
      const among = (least: number) =>
        winnersAmongBelieved(network, images, PAPER_WINDOW, PAPER_DYNAMICS, least);
      const seen = recognise(network, images);
      const best = winners(accumulate(seen), 10);
      const onePass = winners(seen.logits, 10);
      expect(best).not.toEqual(onePass);
      expect(among(0)).toEqual({ answers: best, tried: 400 });
      expect(among(0.51)).toEqual({ answers: onePass, tried: 0 });
      expect(tf.memory().numTensors).toBe(before);
    }));

  it('are those of at least the probability that is asked for', () =>
    freeing(() => {
      const network = randomNetwork([8, 6], 4);
      const images = tf.tensor2d(randomImages(40, 3));
      const seen = recognise(network, images);
      const scores = accumulate(seen);
      const beliefs = tf.softmax(tf.tensor2d(seen.logits, [40, 10])).arraySync() as number[][];
      const seconds = beliefs.map((row) => row.toSorted((one, other) => other - one)[1] as number);
      const least = median(seconds) as number; // so that half of the images are in doubt
      const kept = beliefs.map((row) => row.flatMap((p, label) => (p >= least ? [label] : [])));
      const expected = kept.map((labels, image) => {
        const score = (label: number) => scores[10 * image + label] as number;
        if (labels.length < 2) return winners(seen.logits, 10)[image];
        return labels.reduce((one, other) => (score(other) > score(one) ? other : one));
      });
      const { answers, tried } = winnersAmongBelieved(
        ...([network, images, PAPER_WINDOW, PAPER_DYNAMICS, least] as const),
      );
      expect([...answers]).toEqual(expected);
      const several = kept.filter(({ length }) => length > 1);
      expect(several.length).toBe(20);
      expect(tried).toBe(several.flat().length);
    }));
});

it('the multiply-adds of a belief are one hypothesis’, all labels’, and the last belief’s', () => {
  const architecture = recurrent({ pixels: 9, hidden: [6, 4], classes: 10 });
  // pass 9·6 + 6·4; labels 10·10·4 of which one hypothesis has 10·4; a step 4·6 + 6·4; the last belief 6·4
  expect(beliefMultiplyAdds(architecture, 5)).toBe(78 + 400 + 5 * 48 + 24);
  const one = perceptionMultiplyAdds(architecture, { images: 1, hypotheses: 1, steps: 5 });
  expect(one).toBe(78 + 40 + 5 * 48);
});
