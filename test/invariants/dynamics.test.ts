import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapParameters, type Network } from '../../src/network/network';
import { everyLabel, type Frame, frame, labelsOf, noLabel } from '../../src/perception/frame';
import { accumulate, recognise } from '../../src/perception/recognise';
import { alternating, synchronous } from '../../src/perception/schedule';
import { still } from '../../src/perception/settle';
import type { PerceptionState } from '../../src/perception/state';
import { bottomUpPass, step } from '../../src/perception/step';
import { layersIn, type NeighbourWeights, withLayers } from '../support/architectures';
import { activities, randomImages, randomNetwork } from '../support/networks';
import { bits, expectClose } from '../support/numbers';
import { freeing, record } from '../support/record';

const FIXED = { seed: 20260101, numRuns: 12 };
const IMAGES = 4;
const HIDDEN = [6, 5, 4];
const LABELS = [
  [3, 0, 9, 5],
  [7, 1, 2, 5],
];

const order = (count: number) =>
  fc.shuffledSubarray(
    Array.from({ length: count }, (_, i) => i),
    { minLength: count },
  );
const labelled = (images = randomImages(IMAGES)) =>
  frame(tf.tensor2d(images), labelsOf(LABELS, 10));
const last = <T>(list: readonly T[]): T => list[list.length - 1] as T;

describe('damping', () => {
  it('of 1 freezes every layer at the bottom-up pass', () =>
    freeing(() => {
      const states = record(randomNetwork(HIDDEN), still(labelled(), 4), {
        damping: 1,
        schedule: synchronous,
      });
      expect(activities(last(states)).map(once)).toEqual(activities(states[0] as PerceptionState));
    }));

  it('of 0 leaves nothing of a layer’s own old state', () =>
    freeing(() => {
      const network = randomNetwork([6]);
      const clamped = labelled();
      const free = { damping: 0, schedule: synchronous };
      const states = record(network, still(clamped, 2), free);
      expect(activities(states[2] as PerceptionState)).toEqual(
        activities(states[1] as PerceptionState),
      );
    }));
});

/** The first hypothesis of two that are the same, or the only one. */
function once(values: number[], l: number): number[] {
  const each = (HIDDEN[l] as number) * IMAGES;
  if (values.length > each) expect(values.slice(each)).toEqual(values.slice(0, each));
  return values.slice(0, each);
}

describe('permuting', () => {
  it('the images permutes the states', () => {
    fc.assert(
      fc.property(order(IMAGES), (images) =>
        freeing(() => {
          const network = randomNetwork(HIDDEN);
          const clamped = labelled();
          const moved: Frame = {
            pixels: tf.gather(clamped.pixels, images, 1),
            label: tf.gather(clamped.label, images, 1),
          };
          const [plain, permuted] = [clamped, moved].map((f) => last(record(network, still(f, 6))));
          expectClose(
            activities(permuted as PerceptionState),
            (plain as PerceptionState).layers.map(({ activity }) =>
              bits(tf.gather(activity, images, 1)),
            ),
          );
        }),
      ),
      FIXED,
    );
  });

  it('the hypotheses permutes the states and the scores', () => {
    fc.assert(
      fc.property(order(10), (hypotheses) =>
        freeing(() => {
          const network = randomNetwork(HIDDEN);
          const clamped = frame(tf.tensor2d(randomImages(IMAGES)), everyLabel(10));
          const moved = { ...clamped, label: tf.gather(clamped.label, hypotheses, 0) };
          const [plain, permuted] = [clamped, moved].map((f) => last(record(network, still(f, 6))));
          expectClose(
            activities(permuted as PerceptionState),
            (plain as PerceptionState).layers.map(({ activity }) =>
              bits(tf.gather(activity, hypotheses, 0)),
            ),
          );
        }),
      ),
      FIXED,
    );
  });

  it('the units of a hidden layer permutes that layer and leaves the others and the scores', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 }), fc.infiniteStream(order(6)), (l, orders) =>
        freeing(() => {
          const network = randomNetwork([6, 6, 6]);
          const units = orders.next().value as number[];
          const moved = permuteUnits(network, l, units);
          const [plain, permuted] = [network, moved].map((n) =>
            last(record(n, still(labelled(), 6))),
          );
          expectClose(
            activities(permuted as PerceptionState),
            (plain as PerceptionState).layers.map(({ activity }, index) =>
              bits(index === l ? tf.gather(activity, units, 2) : activity),
            ),
          );
          const images = tf.tensor2d(randomImages(IMAGES));
          expectClose(accumulate(recognise(moved, images)), accumulate(recognise(network, images)));
        }),
      ),
      FIXED,
    );
  });

  it('the layers within one synchronous update changes no bit', () => {
    fc.assert(
      fc.property(order(3), (layers) =>
        freeing(() => {
          const network = randomNetwork(HIDDEN);
          const plain = last(record(network, still(labelled(), 6)));
          const other = last(
            record(network, still(labelled(), 6), { damping: 0.3, schedule: () => [layers] }),
          );
          expect(activities(other)).toEqual(activities(plain));
        }),
      ),
      FIXED,
    );
  });
});

/** The same network with the units of hidden layer `l` (from 0) in another order. */
function permuteUnits(network: Network, l: number, units: number[]): Network {
  const columns = (matrix: tf.Tensor2D) => tf.gather(matrix, units, 1);
  const rows = (matrix: tf.Tensor2D) => tf.gather(matrix, units, 0);
  const layers = layersIn(network).map((layer, index): NeighbourWeights => {
    if (index === l)
      return {
        bottomUp: columns(layer.bottomUp),
        topDown: columns(layer.topDown),
        bias: tf.gather(layer.bias, units),
      };
    if (index === l + 1) return { ...layer, bottomUp: rows(layer.bottomUp) };
    return index === l - 1 ? { ...layer, topDown: rows(layer.topDown) } : layer;
  });
  return withLayers(network, layers);
}

describe('scaling the pixels of an image', () => {
  it('changes nothing that the network does', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 10, noNaN: true }), (factor) =>
        freeing(() => {
          const network = randomNetwork(HIDDEN);
          const [plain, scaled] = [1, factor].map((k) => {
            const images = randomImages(IMAGES).map((image) => image.map((x) => k * x));
            return last(record(network, still(labelled(images), 6)));
          });
          expectClose(activities(scaled as PerceptionState), activities(plain as PerceptionState));
        }),
      ),
      FIXED,
    );
  });
});

describe('the bottom-up pass', () => {
  it.each([synchronous, alternating])(
    'is a fixed point without top-down weights and without a label',
    (schedule) =>
      freeing(() => {
        const network = mapParameters(randomNetwork(HIDDEN), ({ name, tensor }) =>
          name.endsWith('.top_down') ? tf.zerosLike(tensor) : tensor,
        );
        const clamped = frame(tf.tensor2d(randomImages(IMAGES)), noLabel(10, 'silent'));
        const states = record(network, still(clamped, 12), { damping: 0.3, schedule });
        for (const state of states) expectClose(activities(state), activities(first(states)), 1e-6);
      }),
  );

  it('does not see the label', () =>
    freeing(() => {
      const network = randomNetwork(HIDDEN);
      const pixels = tf.tensor2d(randomImages(IMAGES));
      const plain = bottomUpPass(network, frame(pixels, noLabel(10, 'silent')));
      const under = bottomUpPass(network, frame(pixels, labelsOf(LABELS, 10)));
      expect(activities(under)).toEqual(activities(plain));
    }));
});

const first = (states: readonly PerceptionState[]) => states[0] as PerceptionState;

describe('a synchronous step', () => {
  it('never shows a layer its neighbour’s new state', () =>
    freeing(() => {
      const network = randomNetwork(HIDDEN);
      const clamped = labelled();
      const before = record(network, still(clamped, 4))[4] as PerceptionState;
      const plain = step(network, before, clamped);
      HIDDEN.forEach((_, changed) => {
        // other weights into one layer: its own new state differs, no other does
        const next = step(otherWeightsInto(network, changed), before, clamped);
        activities(next).forEach((values, l) => {
          const same = activities(plain)[l];
          if (l === changed) expect(values).not.toEqual(same);
          else expect(values, `layer ${l + 1} while layer ${changed + 1} changes`).toEqual(same);
        });
      });
    }));

  it('shows a layer only its two neighbours and itself', () =>
    freeing(() => {
      const network = randomNetwork([6, 5, 4, 5]);
      const clamped = labelled();
      const before = record(network, still(clamped, 4))[4] as PerceptionState;
      const plain = activities(step(network, before, clamped));
      before.layers.forEach((layer, changed) => {
        const activity = tf.add(
          layer.activity,
          tf.range(1, 1 + (layer.activity.shape[2] as number)),
        );
        const other = {
          activity: activity as tf.Tensor3D,
          goodness: layer.goodness,
          normalised: activity as tf.Tensor3D,
        };
        const layers = before.layers.map((one, l) => (l === changed ? other : one));
        const moved = activities(step(network, { ...before, layers }, clamped));
        const differing = moved.flatMap((values, l) =>
          JSON.stringify(values) === JSON.stringify(plain[l]) ? [] : [l],
        );
        expect(differing).toEqual(
          [changed - 1, changed, changed + 1].filter((l) => l >= 0 && l < 4),
        );
      });
    }));

  it('changes neither the state nor the frame that it is given', () =>
    freeing(() => {
      const network = randomNetwork(HIDDEN);
      const clamped = labelled();
      const before = bottomUpPass(network, clamped);
      const [states, ends] = [activities(before), bits(clamped.pixels)];
      step(network, before, clamped);
      expect(activities(before)).toEqual(states);
      expect(bits(clamped.pixels)).toEqual(ends);
    }));
});

/** New values for every weight into hidden layer `changed` (from 0), the drive from outside kept. */
function otherWeightsInto(network: Network, changed: number): Network {
  const other = layersIn(randomNetwork(HIDDEN, 99))[changed] as NeighbourWeights;
  return withLayers(
    network,
    layersIn(network).map((layer, l) => (l === changed ? other : layer)),
  );
}

describe('label information', () => {
  it.each([[[5]], [[6, 4]], [[5, 7, 4]], [[4, 8, 6, 5]]])(
    'climbs down one layer a step through %j',
    (widths) =>
      freeing(() => {
        const labels = Array.from({ length: 10 }, (_, k) => new Array<number>(IMAGES).fill(k));
        const clamped = frame(tf.tensor2d(randomImages(IMAGES)), labelsOf(labels, 10));
        const states = record(randomNetwork(widths), still(clamped, 7));
        for (const state of states)
          state.layers.forEach(({ activity, goodness, normalised }, index) => {
            const reached = state.step >= widths.length - (index + 1) + 1;
            for (const tensor of [activity, goodness, normalised])
              expect(tensor.shape[0], `layer ${index + 1}, step ${state.step}`).toBe(
                reached ? 10 : 1,
              );
            if (!reached) return;
            const under = (tf.unstack(activity, 0) as tf.Tensor[]).map((one) => bits(one).join());
            expect(new Set(under).size, `layer ${index + 1}, step ${state.step}`).toBe(10);
          });
      }),
  );

  it('is not lost where the label goes: what was reached stays apart for a while', () =>
    freeing(() => {
      const network = randomNetwork(HIDDEN);
      const under = labelled();
      const silent = { ...under, label: noLabel(10, 'silent') };
      const states = record(network, [under, under, silent, silent, silent]);
      const [right, wrong] = tf.unstack(last(states).layers[2]?.activity as tf.Tensor3D, 0);
      expect(bits(right as tf.Tensor)).not.toEqual(bits(wrong as tf.Tensor));
    }));
});
