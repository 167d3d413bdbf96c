import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../src/input/errors';
import { checkGradient } from '../../src/learning/check-gradient';
import type { BatchGradient } from '../../src/learning/system';
import { emptyTally } from '../../src/learning/tally';
import type { Network } from '../../src/network/network';
import { checkRecognition } from '../../src/perception/evaluate';
import { randomNetwork } from '../support/networks';

/** What a sound gradient of six images is, changed. */
function refusal(change: (network: Network) => Partial<BatchGradient>): string | undefined {
  return tf.tidy(() => {
    const network = randomNetwork([4, 5]);
    const lastActivity = [tf.ones<tf.Rank.R2>([6, 4]), tf.ones<tf.Rank.R2>([1, 5])];
    const sound = { gradient: network, lastActivity, tally: emptyTally(2) };
    try {
      checkGradient({ ...sound, ...change(network) }, network, 6);
      return undefined;
    } catch (error) {
      expect(error).toBeInstanceOf(EnvironmentError);
      return (error as Error).message;
    }
  });
}

describe('what a system’s gradient gives', () => {
  it('is taken where it fits the network', () => {
    expect(refusal(() => ({}))).toBeUndefined();
    expect(refusal(() => ({ tally: { ...emptyTally(2), negative: [] } }))).toBeUndefined();
  });

  it.each<[string, (network: Network) => Partial<BatchGradient>, string]>([
    [
      'a gradient that would be spread over the weights',
      (network) => ({ gradient: { ...network, biases: network.biases.map(() => tf.ones([1])) } }),
      'as the gradient of layer_1.bias [1], not [4]',
    ],
    [
      'a gradient that is not there',
      (network) => ({ gradient: { ...network, weights: [] } }),
      'as the gradient of layer_1.bottom_up nothing, not [',
    ],
    [
      'activity of other units',
      () => ({ lastActivity: [tf.ones([6, 4]), tf.ones([6, 1])] }),
      'as the last activity of layer_2 [6, 1], not [6, 5]',
    ],
    [
      'a tally of nothing that is a number',
      () => ({ tally: { ...emptyTally(2), readoutWrong: Number.NaN } }),
      'a tally whose counts are not all numbers from 0',
    ],
    [
      'a tally of other layers',
      () => ({ tally: emptyTally(3) }),
      'a tally of 3 and 3 layers, where there are 2',
    ],
  ])('is refused with %s', (_, change, why) => {
    expect(refusal(change)).toContain(`the system’s gradient gives ${why}`);
  });
});

describe('an answer', () => {
  const [logits, scores] = [new Float32Array(6), [new Float32Array(6)]];
  const recognition = { images: 2, classes: 3, logits, scores };

  it('has a finite number for each label of each image', () => {
    expect(() => checkRecognition(recognition, 2, 3)).not.toThrow();
    for (const [wrong, why] of [
      [{ logits: new Float32Array(5) }, '5 logits for 2 images of 3 classes'],
      [{ scores: [...scores, new Float32Array(3)] }, '3 scores at step 2 for 2 images'],
      [{ logits: logits.map(() => Number.NaN) }, 'logits that are not finite numbers'],
      [{ logits: logits.with(3, Number.NaN) }, 'logits that are not finite numbers'],
    ] as const) {
      const check = () => checkRecognition({ ...recognition, ...wrong }, 2, 3);
      expect(check).toThrow(EnvironmentError);
      expect(check).toThrow(why);
    }
  });
});
