import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { everyLabel, type Frame, frame, labelsOf, noLabel } from '../../src/perception/frame';
import { alternating, synchronous } from '../../src/perception/schedule';
import { still } from '../../src/perception/settle';
import type { PerceptionState } from '../../src/perception/state';
import { bottomUpPass } from '../../src/perception/step';
import { randomImages, randomNetwork, referenceLayers } from '../support/networks';
import { expectClose } from '../support/numbers';
import { freeing, record } from '../support/record';
import * as reference from './float64';

// float32 against float64: every activity within 1e-5 of its layer's largest.

const WIDTHS = [[5], [6, 4], [5, 7, 4], [4, 8, 6, 5]];
const IMAGES = 3;

type Ends = { readonly pixels: readonly number[][]; readonly labels: readonly reference.Label[][] };

/** The reference's history of one hypothesis (`k`) of one image (`b`). */
function history(
  net: readonly reference.Layer[],
  video: readonly Ends[],
  k: number,
  b: number,
  rule = reference.synchronous(),
) {
  const ends = video.map(({ pixels, labels }) => {
    const label = labels[Math.min(k, labels.length - 1)] as reference.Label[];
    return {
      pixels: reference.at(pixels, b),
      label: reference.at(label, Math.min(b, label.length - 1)),
    };
  });
  return reference.settle(net, ends, rule);
}

/** What the program's state says of one hypothesis of one image; `K = 1` broadcasts. */
function seen(state: PerceptionState, part: 'activity' | 'normalised' | 'goodness', l: number) {
  const values = reference.at(state.layers, l)[part].arraySync() as number[][][];
  return (k: number, b: number) =>
    reference.at(reference.at(values, Math.min(k, values.length - 1)), b);
}

function expectAgreement(
  states: readonly PerceptionState[],
  net: readonly reference.Layer[],
  video: readonly Ends[],
  hypotheses: number,
  rule = reference.synchronous(),
) {
  expect(states.length).toBe(video.length);
  for (let k = 0; k < hypotheses; k++) {
    for (let b = 0; b < IMAGES; b++) {
      const expected = history(net, video, k, b, rule);
      states.forEach((state, t) => {
        expect(state.step).toBe(t);
        reference.at(expected, t).forEach((s, l) => {
          const where = `layer ${l + 1}, step ${t}, hypothesis ${k}, image ${b}`;
          expectClose(seen(state, 'activity', l)(k, b), s, 1e-5, where);
          expectClose(seen(state, 'normalised', l)(k, b), reference.normalise(s), 1e-5, where);
          expectClose(seen(state, 'goodness', l)(k, b), [reference.goodness(s)], 1e-5, where);
        });
      });
    }
  }
}

const pixelsOf = (images: readonly number[][]) => tf.tensor2d(images as number[][]);
const repeated = (ends: Ends, steps: number): Ends[] => new Array<Ends>(steps + 1).fill(ends);

describe.each(WIDTHS.map((widths) => ({ widths })))('hidden layers of $widths', ({ widths }) => {
  const images = randomImages(IMAGES, widths.length);

  it('the bottom-up pass is the reference one', () =>
    freeing(() => {
      const network = randomNetwork(widths);
      const unlabelled = frame(pixelsOf(images), noLabel(10, 'silent'));
      const state = bottomUpPass(network, unlabelled);
      const video = [{ pixels: images, labels: [['silent' as const]] }];
      expectAgreement([state], referenceLayers(network), video, 1);
    }));

  it('eight steps under two labels, different for each image, are the reference ones', () =>
    freeing(() => {
      const network = randomNetwork(widths);
      const labels = [
        [3, 0, 9],
        [7, 1, 2],
      ];
      const clamped = frame(pixelsOf(images), labelsOf(labels, 10));
      const video = repeated({ pixels: images, labels }, 8);
      const states = record(network, still(clamped, 8));
      expectAgreement(states, referenceLayers(network), video, 2);
    }));

  it('five steps under all ten labels are the reference ones', () =>
    freeing(() => {
      const network = randomNetwork(widths);
      const labels = Array.from({ length: 10 }, (_, k) => [k]);
      const clamped = frame(pixelsOf(images), everyLabel(10));
      const states = record(network, still(clamped, 5));
      expectAgreement(
        states,
        referenceLayers(network),
        repeated({ pixels: images, labels }, 5),
        10,
      );
    }));

  it.each(['silent', 'uniform'] as const)('no label (%s) is the reference one', (how) =>
    freeing(() => {
      const network = randomNetwork(widths);
      const clamped = frame(pixelsOf(images), noLabel(10, how));
      const states = record(network, still(clamped, 5));
      const video = repeated({ pixels: images, labels: [[how]] }, 5);
      expectAgreement(states, referenceLayers(network), video, 1);
    }),
  );

  it.each([
    { name: 'synchronous', schedule: synchronous, rule: reference.synchronous },
    { name: 'alternating', schedule: alternating, rule: reference.alternating },
  ])('$name updates of a changing video under changing labels are the reference ones', (how) =>
    freeing(() => {
      const network = randomNetwork(widths);
      const { frames, video } = changingVideo(widths.length);
      for (const damping of [0.3, 0.6]) {
        const states = record(network, frames, { damping, schedule: how.schedule });
        expectAgreement(states, referenceLayers(network), video, 2, how.rule(damping));
      }
    }),
  );
});

/** Every kind of change: of both ends, the pixels alone, the label alone, its kind, and none. */
function changingVideo(seed: number): { frames: Frame[]; video: Ends[] } {
  const a = randomImages(IMAGES, seed + 10);
  const b = randomImages(IMAGES, seed + 20);
  const pair = (one: number[], other: number[]): reference.Label[][] => [one, other];
  const [first, second] = [pair([1, 2, 3], [4, 5, 6]), pair([9, 8, 7], [0, 0, 1])];
  const nothing: reference.Label[][] = [['silent']];
  const video: Ends[] = [
    { pixels: a, labels: first },
    { pixels: b, labels: second },
    { pixels: a, labels: second },
    { pixels: a, labels: first },
    { pixels: a, labels: nothing },
    { pixels: b, labels: [['uniform']] },
    { pixels: b, labels: second },
    { pixels: a, labels: first },
  ];
  const pixels = new Map(
    [a, b].map((images) => [images, frame(pixelsOf(images), noLabel(10, 'silent')).pixels]),
  );
  const made = new Map<readonly reference.Label[][], Frame['label']>();
  const frames = video.map((ends): Frame => {
    if (!made.has(ends.labels))
      made.set(ends.labels, frame(tf.zeros([1, 1]), labelTensor(ends)).label);
    return {
      pixels: pixels.get(ends.pixels as number[][]) as Frame['pixels'],
      label: made.get(ends.labels) as Frame['label'],
    };
  });
  return { frames, video };
}

function labelTensor({ labels }: Ends): tf.Tensor3D {
  const how = labels[0]?.[0];
  return how === 'silent' || how === 'uniform'
    ? noLabel(10, how)
    : labelsOf(labels as number[][], 10);
}
