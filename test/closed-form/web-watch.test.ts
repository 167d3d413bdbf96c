import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LabelledImages } from '../../src/images/labelled-images';
import { lesion } from '../../src/network/lesion';
import { disposeNetwork, type Network } from '../../src/network/network';
import { watchImage } from '../../src/observation/watched-image';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';
import type { Scene } from '../../src/web/scene/scene';
import { watch } from '../../src/web/worker/watch';
import { randomNetwork } from '../support/networks';
import { TEN } from '../support/shapes';

const STEPS = 8;
const picture = Uint8Array.from({ length: 9 }, (_, at) => (at * 53) % 256);
const images: LabelledImages = {
  ...{ name: 'one', count: 1, rows: 3, columns: 3, channels: 1, ...TEN },
  ...{ pixels: picture, labels: Uint8Array.of(4) },
};
const times = Array.from({ length: STEPS + 1 }, (_, at) => at);
const still: Scene = {
  ...{ pictures: [picture], shown: times.map(() => 0), tops: times.map(() => 'every') },
  ...{ damping: 0.3, schedule: 'synchronous', silent: false, lesions: [], seed: 1 },
};

let network: Network;
let tensors: number;

beforeEach(() => {
  network = randomNetwork([7, 5]);
  tensors = tf.memory().numTensors;
});

afterEach(() => {
  expect(tf.memory().numTensors).toBe(tensors);
  disposeNetwork(network);
});

/** The activity that bytes stand for. */
const activity = ({ most, bytes }: { most: number; bytes: Uint8Array }) =>
  Array.from(bytes, (byte) => (byte * most) / 255);
const goodness = (scene: Scene) => watch(network, scene).goodness;

/** Expects numbers to be near others, each. */
function expectNear(some: ArrayLike<number>, others: ArrayLike<number>, within: number): void {
  expect(some.length).toBe(others.length);
  for (let at = 0; at < some.length; at++)
    expect(Math.abs((some[at] as number) - (others[at] as number))).toBeLessThanOrEqual(within);
}

describe('what the worker watches', () => {
  it('is of a still image under every label what reports show', () => {
    const watched = watch(network, still);
    const expected = watchImage(network, images, 0, { ...PAPER_PERCEPTION, steps: STEPS });
    expect(watched.hypotheses).toBe(10);
    expectNear(watched.goodness.flat(2), expected.goodness.flat(2), 1e-6);
    for (const [layer, here] of watched.activity.entries())
      expectNear(activity(here), expected.activity[layer] as Float32Array, here.most / 500);
    expect(watched.onePass.indexOf(Math.max(...watched.onePass))).toBe(expected.readout);
    expectNear([watched.onePass.reduce((sum, one) => sum + one, 0)], [1], 1e-5);
    expect(watched.expected.length).toBe((STEPS + 1) * 10 * 9);
  });

  it('is of the alternating schedule what reports show, and differs from the synchronous one', () => {
    const scene: Scene = { ...still, schedule: 'alternating' };
    const perception = { ...PAPER_PERCEPTION, steps: STEPS, schedule: 'alternating' as const };
    const expected = watchImage(network, images, 0, perception);
    expectNear(goodness(scene).flat(2), expected.goodness.flat(2), 1e-6);
    expect(goodness(scene)[1]).not.toEqual(goodness(still)[1]);
  });

  it('under one label is what it is among all of them', () => {
    const all = goodness(still);
    const held = watch(network, { ...still, tops: times.map(() => 3) });
    expect(held.hypotheses).toBe(1);
    for (const step of times)
      expectNear(held.goodness[step]?.[0] ?? [], all[step]?.[3] ?? [], 1e-5);
  });

  it('is the same for all labels while one primes, and differs after it', () => {
    const primed: Scene = {
      ...still,
      shown: times.map((at) => (at < 3 ? undefined : 0)),
      tops: times.map((at) => (at < 3 ? 5 : 'every')),
      silent: true,
    };
    const { goodness: seen, expected } = watch(network, primed);
    const under = (step: number) => seen[step]?.map((layers) => layers.join()) ?? [];
    expect(under(0)).toEqual(Array(10).fill('0,0'));
    for (const step of [1, 2]) expect(new Set(under(step)).size).toBe(1);
    expect(under(2)[0]).not.toBe(under(0)[0]);
    expect(new Set(under(STEPS)).size).toBe(10);
    const [first, second] = [0, 1].map((at) => expected.slice((20 + at) * 9, (21 + at) * 9));
    expect(first).toEqual(second);
    const other = { ...primed, tops: primed.tops.map((top) => (top === 5 ? 6 : top)) };
    expect(goodness(other)[STEPS]).not.toEqual(seen[STEPS]);
  });

  it('of a label that is let go is as if it stayed, until the step after the last that it was seen at', () => {
    const released = goodness({ ...still, tops: times.map((at) => (at > 4 ? 'none' : 2)) });
    const held = goodness({ ...still, tops: times.map(() => 2) });
    expect(released.slice(0, 6)).toEqual(held.slice(0, 6));
    expect(released[6]).not.toEqual(held[6]);
  });

  it('with lesions is what the network without those parts does; none changes nothing', () => {
    const lesions = [
      { of: 'top-down', share: 0.5 },
      { of: 'units', share: 0.4 },
    ] as const;
    const { goodness: seen, onePass } = watch(network, { ...still, lesions, seed: 3 });
    const first = lesion(network, lesions[0], 3);
    const second = lesion(first.network, lesions[1], 3);
    const left = watch(second.network, still);
    expectNear(seen.flat(2), left.goodness.flat(2), 1e-6);
    expectNear(onePass, left.onePass, 1e-6);
    expect(onePass).not.toEqual(watch(network, still).onePass);
    second.dispose();
    first.dispose();
    expect(seen).not.toEqual(goodness(still));
    expect(goodness({ ...still, lesions: [{ of: 'units', share: 0 }] })).toEqual(goodness(still));
    expect(goodness({ ...still, lesions, seed: 4 })).not.toEqual(seen);
  });

  it('without an image is silent at first, and no label is read in one pass', () => {
    const dark = times.map(() => undefined);
    const seen = watch(network, { ...still, pictures: [], shown: dark, silent: true });
    expect(seen.onePass).toEqual(Array(10).fill(0));
    expect(seen.goodness[0]?.flat()).toEqual(Array(20).fill(0));
    expect(seen.goodness[STEPS]?.flat().every((one) => one > 0)).toBe(true);
  });

  it('is refused where it does not fit the network, and nothing is left', () => {
    const odd: [Partial<Scene>, string][] = [
      [{ pictures: [new Uint8Array(4)] }, 'a picture of 4 values: the network sees 9'],
      [{ tops: ['every'] }, '9 frames and 1 labels: give one each a step'],
      [{ shown: [], tops: [] }, '0 frames and 0 labels'],
      [{ shown: times.map(() => 1) }, 'a picture is shown that is not there'],
      [{ tops: times.map(() => 10) }, 'no label 10: there are 10'],
      [{ lesions: [{ of: 'units', share: 2 }] }, '2 is not a fraction'],
      [
        {
          lesions: [
            { of: 'units', share: 0.5 },
            { of: 'units', share: 2 },
          ],
        },
        '2 is not a fraction',
      ],
    ];
    for (const [change, why] of odd) {
      expect(() => watch(network, { ...still, ...change })).toThrow(RangeError);
      expect(() => watch(network, { ...still, ...change })).toThrow(why);
    }
  });
});
