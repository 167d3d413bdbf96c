import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { longCount, noneAlone } from '../../src/experiments/dynamics/measure';
import { settling } from '../../src/experiments/dynamics/settling';
import { afterAnotherImage, moveBy } from '../../src/experiments/dynamics/ways';
import { videoStates } from '../../src/experiments/watching/watch-video';
import { gather } from '../../src/images/batches';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { disposeNetwork, type Network } from '../../src/network/network';
import { withoutTopDown } from '../../src/network/variants';
import { bottomUpPass, PAPER_DYNAMICS } from '../../src/perception/step';
import { randomNetwork } from '../support/networks';

const IMAGES = 4;
const { pixels, labels } = gather(drawnDigits().test, [0, 1, 2, 3]);
let network: Network;
beforeAll(() => {
  network = randomNetwork([12, 10], 3, 784);
});
afterAll(() => disposeNetwork(network));

const video = (steps: number) => ({
  ...{ images: IMAGES, frames: new Array<Float32Array>(steps + 1).fill(pixels) },
  held: () => labels,
});
const alone = (image: number) => ({
  images: 1,
  frames: new Array<Float32Array>(4).fill(pixels.subarray(784 * image, 784 * (image + 1))),
});

describe('settling', () => {
  it('moves nowhere where nothing comes down and nothing is held', () => {
    const silenced = withoutTopDown(network);
    const still = settling(silenced, { ...video(6), held: () => 'silent' });
    // The highest layer sees its own bottom-up input and the bias, as in the bottom-up pass.
    for (const { moved } of still)
      for (const step of moved) for (const one of step) expect(one).toBeLessThan(1e-5);
  });

  it('does not depend on which other images are watched', () => {
    const [together] = settling(network, video(3));
    const [one] = settling(network, { ...alone(2), held: () => labels.subarray(2, 3) });
    for (const [step, moved] of (one?.moved ?? []).entries())
      expect(together?.moved[step]?.[2]).toBeCloseTo(moved[0] as number, 5);
  });

  it('freezes asynchronous layers whose clocks never strike', () => {
    const way = { damping: 0.3, order: 'asynchronous', start: 'bottom-up' } as const;
    const perception = moveBy(way, { probability: 0, seed: 5 })(0);
    for (const { moved } of settling(network, video(5), perception))
      expect(moved.every((step) => step.every((one) => one === 0))).toBe(true);
  });
});

describe('a start after another image', () => {
  it('is the state that the image before in the batch has left, by the dynamics of the way', () => {
    const way = { damping: 0.8, order: 'alternating', start: 'another image' } as const;
    const perception = moveBy(way, { probability: 1, seed: 5 })(0);
    const started = videoStates(network, video(1), perception);
    const seen = { ...video(8), held: () => 'uniform' as const };
    const left = videoStates(network, seen, { ...perception, initial: bottomUpPass });
    for (const [layer, states] of started.entries()) {
      const units = network.architecture.hidden[layer]?.units as number;
      for (let image = 0; image < IMAGES; image++) {
        const before = (image + IMAGES - 1) % IMAGES;
        const here = states[0]?.subarray(image * units, (image + 1) * units) ?? [];
        const there = left[layer]?.[8]?.subarray(before * units, (before + 1) * units) ?? [];
        for (const [unit, value] of here.entries())
          expect(value).toBeCloseTo(there[unit] as number, 5);
      }
    }
  });

  it('is of another image: batches leave none alone, and a batch of one is refused', () => {
    const initial = afterAnotherImage(2, PAPER_DYNAMICS);
    expect(() => videoStates(network, alone(0), { initial })).toThrow('no other image');
    expect([251, 501, 1000, 2, 9].map((images) => noneAlone(images, 250))).toEqual([
      ...[249, 249, 250, 250, 250],
    ]);
    expect([1, 5, 10, 11, 1000].map((images) => longCount(60, images))).toEqual([2, 2, 2, 2, 60]);
  });

  it('leaves no tensor behind', () => {
    const initial = afterAnotherImage(2, PAPER_DYNAMICS);
    videoStates(network, video(2), { initial });
    const before = tf.memory().numTensors;
    videoStates(network, video(2), { initial });
    expect(tf.memory().numTensors).toBe(before);
  });
});
