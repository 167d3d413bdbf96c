import * as tf from '@tensorflow/tfjs-core';
import { lastValueFrom, reduce } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { answerAll } from '../../src/comparison/reading';
import { randomStream } from '../../src/engine/random';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { first } from '../../src/images/split';
import { maximiseGoodness } from '../../src/learning/objective';
import { onePassMultiplyAdds, type Reading } from '../../src/learning/reading';
import { commonDefaults, defaultSettings } from '../../src/learning/settings';
import { evaluateSystem } from '../../src/learning/system';
import { BACKPROPAGATION } from '../../src/learning/systems/backpropagation';
import { BACKPROPAGATION_THROUGH_TIME } from '../../src/learning/systems/backpropagation-through-time';
import { LABEL_IN_IMAGE } from '../../src/learning/systems/label-in-image';
import { OBJECTIVES } from '../../src/learning/systems/objectives';
import { PREDICTIVE_CODING } from '../../src/learning/systems/predictive-coding';
import { RECURRENT, recurrentSystem } from '../../src/learning/systems/recurrent';
import { layersOf } from '../../src/network/neighbours';
import { disposeNetwork, initialise, mapParameters, type Network } from '../../src/network/network';
import { withoutTopDown } from '../../src/network/variants';
import { winnersAmongBelieved } from '../../src/perception/believed-labels';
import { evaluate, joinEvaluations } from '../../src/perception/evaluate';
import { passMultiplyAdds, perceptionMultiplyAdds } from '../../src/perception/multiply-adds';
import { beliefOverTime } from '../../src/perception/own-belief';
import { accumulate, recognise, winners } from '../../src/perception/recognise';

// What a reading answers is what the network answers when it is judged: they may not drift apart.

const images = first(drawnDigits().test, 300);
const HIDDEN = [30, 20];
const MOST = { name: 'x', about: 'x', objective: maximiseGoodness, collaboration: 0 };
const layers = layersOf({ pixels: 784, hidden: HIDDEN, classes: 10 });

const answersOf = async (readings: readonly Reading[]) =>
  new Map(
    await Promise.all(
      readings.map(async (one) => {
        const { answers } = await answerAll(one, images, () => undefined);
        return [one.name, answers] as const;
      }),
    ),
  );

/** The same network with a readout that is not zero. */
const withReadout = <N extends Parameters<typeof mapParameters>[0]>(network: N): N =>
  mapParameters(network, ({ kind, tensor }) =>
    kind === 'readout'
      ? tf.tensor(randomStream(5, 'readout').normals(tensor.size), tensor.shape)
      : tensor,
  ) as N;

/** What a network believes of the images at the end of the window. */
const beliefsOf = (network: Network, steps: number) =>
  tf.tidy(() => {
    const pixels = tf.div<tf.Tensor2D>(tf.tensor2d(images.pixels, [images.count, 784]), 255);
    return winners(beliefOverTime(network, pixels, steps).at(-1) as Float32Array, 10);
  });

describe('the readings of a recurrent network', () => {
  it('are its answers when it is judged, whole, silenced, after one step and in one pass', async () => {
    const network = withReadout(initialise(RECURRENT.architecture(layers), 3));
    const settings = defaultSettings(HIDDEN);
    const answers = await answersOf(RECURRENT.readings(network, settings));
    const judged = async (one: typeof network) =>
      lastValueFrom(evaluate(one, images, settings).pipe(reduce(joinEvaluations)));
    const whole = await judged(network);
    const bottomUp = await judged(withoutTopDown(network));
    expect(answers.get('top-down')).toEqual(whole.goodness);
    expect(answers.get('bottom-up-only')).toEqual(bottomUp.goodness);
    expect(answers.get('first-step')).toEqual(whole.byStep[0]);
    expect(answers.get('one-pass')).toEqual(whole.readout);
    const believing = beliefsOf(network, settings.window.last);
    expect(answers.get('own-belief')).toEqual(believing);
    answers.delete('own-belief'); // which in a network that has not learnt may be its first step's
    expect(new Set([...answers.values()].map(String)).size).toBe(5); // five ways, not one
    disposeNetwork(network);
  });

  it('that try what is believed tell what they took beyond the least', () => {
    const network = withReadout(initialise(RECURRENT.architecture(layers), 3));
    const { architecture } = network;
    const settings = defaultSettings(HIDDEN);
    const reading = RECURRENT.readings(network, settings).find(
      ({ name }) => name === 'top-down-of-believed',
    ) as Reading;
    const pixels = tf.tensor2d(images.pixels.slice(0, 50 * 784), [50, 784]);
    const { answers, tried } = winnersAmongBelieved(network, pixels);
    let spent = 0;
    const told = reading.answer(pixels, (more) => {
      spent += more;
    });
    pixels.dispose();
    expect(told).toEqual(answers);
    expect(tried).toBeGreaterThan(0);
    const { last: steps } = settings.window;
    const one = perceptionMultiplyAdds(architecture, { images: 1, hypotheses: 1, steps });
    expect(spent).toBe(tried * (one - passMultiplyAdds(architecture)));
    expect(reading.multiplyAdds).toBe(onePassMultiplyAdds(architecture));
    disposeNetwork(network);
  });

  it('among the readout’s best labels have the most goodness of those', async () => {
    const network = withReadout(initialise(RECURRENT.architecture(layers), 3));
    const { window } = defaultSettings(HIDDEN);
    const answers = await answersOf(RECURRENT.readings(network, defaultSettings(HIDDEN), 5));
    const expected = tf.tidy(() => {
      const pixels = tf.tensor2d(images.pixels, [images.count, 784]);
      const seen = recognise(network, tf.div(pixels, 255), window.last);
      const scores = accumulate(seen, window);
      return Array.from({ length: images.count }, (_, image) => {
        const ofImage = (values: Float32Array) => values.subarray(10 * image, 10 * image + 10);
        const falling = Array.from(ofImage(seen.logits).entries()).sort(([, a], [, b]) => b - a);
        const tried = falling.slice(0, 5).map(([label]) => label);
        const score = (label: number) => ofImage(scores)[label] as number;
        return tried.reduce((one, other) => (score(other) > score(one) ? other : one));
      });
    });
    expect([...(answers.get('top-down-of-5') as Uint8Array)]).toEqual(expected);
    disposeNetwork(network);
  });

  it('are by the least goodness where that is what it was pushed towards', async () => {
    const system = recurrentSystem({ ...MOST, prefers: 'least' });
    const network = withReadout(initialise(system.architecture(layers), 3));
    const settings = defaultSettings(HIDDEN);
    const answers = await answersOf(system.readings(network, settings, 5));
    const parts = evaluateSystem(system, network, images, settings);
    const { goodness, byStep } = await lastValueFrom(parts.pipe(reduce(joinEvaluations)));
    expect(answers.get('top-down')).toEqual(goodness);
    expect(answers.get('first-step')).toEqual(byStep[0]);
    const most = await lastValueFrom(
      evaluate(network, images, settings).pipe(reduce(joinEvaluations)),
    );
    expect(goodness).not.toEqual(most.goodness);
    expect([...answers.keys()]).not.toContain('top-down-of-5');
    disposeNetwork(network);
  });
});

it('recurrent networks that are pushed otherwise have readings of their own names', () => {
  const names = Object.values(OBJECTIVES).flatMap((system) => {
    const network = initialise(system.architecture(layers), 3);
    const readings = system.readings(network, defaultSettings(HIDDEN), 3);
    disposeNetwork(network);
    return readings.map(({ name }) => name);
  });
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('min-ssq-top-down');
  expect(names).toContain('collaborative-top-down-of-3');
});

it('a recurrent network in which nothing comes down is not read as silenced', () => {
  const network = initialise(RECURRENT.architecture(layers), 3);
  const names = RECURRENT.readings(withoutTopDown(network), defaultSettings(HIDDEN));
  expect(names.map(({ name }) => name)).toEqual([
    ...['top-down', 'first-step', 'own-belief', 'top-down-of-believed', 'one-pass'],
  ]);
  disposeNetwork(network);
});

describe('the readings of a network that learnt through time', () => {
  it('are its answers when it is judged; without what comes down it would say what one pass says', async () => {
    const system = BACKPROPAGATION_THROUGH_TIME;
    const network = withReadout(initialise(system.architecture(layers), 3));
    const settings = defaultSettings(HIDDEN);
    const answers = await answersOf(system.readings(network, settings));
    const judged = async (one: typeof network) =>
      lastValueFrom(evaluateSystem(system, one, images, settings).pipe(reduce(joinEvaluations)));
    const whole = await judged(network);
    expect(answers.get('through-time-top-down')).toEqual(whole.goodness);
    expect(answers.get('through-time-one-pass')).toEqual(whole.readout);
    expect(whole.goodness).not.toEqual(whole.readout);
    const silenced = await judged(withoutTopDown(network));
    expect(silenced.goodness).toEqual(whole.readout);
    disposeNetwork(network);
  });
});

describe('the readings of a network of predictive coding', () => {
  it('are its answers when it is judged, inferred where anything is predicted from above, and in one pass', async () => {
    const system = PREDICTIVE_CODING;
    const network = withReadout(initialise(system.architecture(layers), 3));
    const settings = { ...commonDefaults(HIDDEN), steps: 5, inferenceRate: 0.1, topDown: 0.3 };
    const answers = await answersOf(system.readings(network, settings));
    const parts = evaluateSystem(system, network, images, settings);
    const { goodness, readout } = await lastValueFrom(parts.pipe(reduce(joinEvaluations)));
    expect(answers.get('predictive-coding-top-down')).toEqual(goodness);
    expect(answers.get('predictive-coding-one-pass')).toEqual(readout);
    expect(goodness).not.toEqual(readout);
    const alone = system.readings(network, { ...settings, topDown: 0 });
    expect(alone.map(({ name }) => name)).toEqual(['predictive-coding-one-pass']);
    disposeNetwork(network);
  });
});

describe('the readings of a feed-forward network', () => {
  it.each([
    { system: LABEL_IN_IMAGE, change: {} },
    { system: LABEL_IN_IMAGE, change: { labelStrength: 3 } },
    { system: BACKPROPAGATION, change: {} },
  ])('$system.name, $change: are its answers when it is judged', async ({ system, change }) => {
    const network = withReadout(initialise(system.architecture(layers), 3));
    const settings = { ...commonDefaults(HIDDEN), ...change };
    const answers = await answersOf(system.readings(network, settings));
    const parts = evaluateSystem(system, network, images, settings);
    const { goodness, readout } = await lastValueFrom(parts.pipe(reduce(joinEvaluations)));
    if (goodness) expect(answers.get('label-in-image')).toEqual(goodness);
    const onePass = system === LABEL_IN_IMAGE ? 'label-in-image-one-pass' : 'backpropagation';
    expect(answers.get(onePass)).toEqual(readout);
    disposeNetwork(network);
  });
});
