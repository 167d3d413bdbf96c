import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { slidingScores, videoScores, watchVideo } from '../../src/experiments/watching/watch-video';
import { disposeNetwork } from '../../src/network/network';
import { accumulate, recognise } from '../../src/perception/recognise';
import { alternating, asynchronous, synchronous } from '../../src/perception/schedule';
import { silentStart } from '../../src/perception/settle';
import { randomImages, randomNetwork } from '../support/networks';
import { bits, expectClose } from '../support/numbers';

const IMAGES = 3;
const images = randomImages(IMAGES);
const pixels = Float32Array.from(images.flat());

describe('a video of one still image', () => {
  it.each([
    ['at once', synchronous],
    ['in turn', alternating],
    ['by clocks of their own', asynchronous(0.5, 5)],
  ])(
    'is what recognition sees, in one call of the engine where it is step after step: layers move %s',
    (_, schedule) => {
      const network = randomNetwork([6, 5]);
      const seen = tf.tensor2d(images);
      const dynamics = { damping: 0.3, schedule };
      const recognition = recognise(network, seen, 6, dynamics);
      const video = { images: IMAGES, frames: new Array(7).fill(pixels) };
      const scores = videoScores(network, video, { dynamics });
      for (const [step, expected] of recognition.scores.entries())
        expectClose(scores[step] ?? [], expected, 1e-6);
      expectClose(slidingScores(scores)[4] ?? [], accumulate(recognition), 1e-6);
      expect(scores.length).toBe(recognition.scores.length);
      seen.dispose();
      disposeNetwork(network);
    },
  );

  it('leaves no tensor behind, whatever is held at the top', () => {
    const network = randomNetwork([6, 5]);
    const before = tf.memory().numTensors;
    const held = (frame: number) =>
      frame < 2 ? Uint8Array.of(1, 2, 3) : frame < 4 ? ('silent' as const) : ('every' as const);
    const frames = new Array<Float32Array>(7).fill(pixels);
    const hypotheses: number[] = [];
    watchVideo(network, { images: IMAGES, frames, held }, ({ layers }) =>
      hypotheses.push(layers.at(-1)?.activity.shape[0] ?? 0),
    );
    // What is held at one frame reaches the highest layer at the next.
    expect(hypotheses).toEqual([1, 1, 1, 1, 1, 10, 10]);
    expect(tf.memory().numTensors).toBe(before);
    disposeNetwork(network);
  });
});

describe('layers with clocks of their own', () => {
  const scores = (schedule: typeof synchronous, damping = 0.3) => {
    const network = randomNetwork([6, 5, 4]);
    const video = { images: IMAGES, frames: new Array<Float32Array>(9).fill(pixels) };
    const all = videoScores(network, video, { dynamics: { damping, schedule } });
    disposeNetwork(network);
    return all;
  };

  it('move all at once where the probability is 1, and never where it is 0', () => {
    expect(scores(asynchronous(1, 5))).toEqual(scores(synchronous));
    const still = scores(asynchronous(0, 5));
    expect(new Set(still.map((one) => one.join())).size).toBe(1);
  });

  it('move by their seed, at about the rate they are told', () => {
    expect(scores(asynchronous(0.5, 5))).toEqual(scores(asynchronous(0.5, 5)));
    expect(scores(asynchronous(0.5, 5))).not.toEqual(scores(asynchronous(0.5, 6)));
    const schedule = asynchronous(0.3, 1);
    const moves = Array.from({ length: 1000 }, (_, at) => schedule(4, at + 1).flat().length);
    const rate = moves.reduce((sum, one) => sum + one, 0) / 4000;
    expect(rate).toBeGreaterThan(0.27);
    expect(rate).toBeLessThan(0.33);
    expect(scores(alternating)).not.toEqual(scores(synchronous));
  });
});

it('a silent start has no activity, and sees what is clamped at its first step', () => {
  const network = randomNetwork([6, 5]);
  const states: number[][][] = [];
  const frames = new Array<Float32Array>(3).fill(pixels);
  const see = ({ layers }: { layers: readonly { activity: tf.Tensor }[] }) =>
    void states.push(layers.map(({ activity }) => bits(activity)));
  watchVideo(network, { images: IMAGES, frames }, see, { initial: silentStart });
  expect(states[0]?.flat().every((one) => one === 0)).toBe(true);
  expect(states[1]?.every((layer) => layer.some((one) => one > 0))).toBe(true);
  disposeNetwork(network);
});
