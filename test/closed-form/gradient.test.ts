import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { goodnessOverTime } from '../../src/learning/goodness-over-time';
import { gradientNetwork, hiddenGradients } from '../../src/learning/gradient';
import { maximiseGoodness } from '../../src/learning/objective';
import type { Architecture } from '../../src/network/architecture';
import { mapParameters, type Network } from '../../src/network/network';
import { frame, labelsOf } from '../../src/perception/frame';
import { synchronous } from '../../src/perception/schedule';
import { still } from '../../src/perception/settle';
import type { PerceptionState } from '../../src/perception/state';
import * as reference from '../reference/float64';
import { networkOfLayers } from '../support/architectures';
import { activities, randomImages, randomNetwork, referenceLayers } from '../support/networks';
import { bits, expectClose } from '../support/numbers';
import { freeing, record } from '../support/record';

/*
 * The learning rule pushes with δ = (target − p) · s. For a layer at one step, with everything it
 * reads held fixed (its neighbours' and its own state of the step before), the slope of
 * log p (truth) or log(1 − p) (other) along its weighted input a is
 *
 *   (target − p) / T · ds²/da = (target − p) / T · 2 s · (1 − damping) · [a > 0].
 *
 * So the rule is the exact gradient of that local objective, up to the factor 2 (1 − damping) / T,
 * wherever every unit is active; a unit that is not is pushed all the same (the last test).
 */

const DAMPING = 0.3;
const STEPS = 3;
const WIDTHS = [5, 4, 3];
const LABELS = [
  [3, 0],
  [7, 1],
];

/** A network whose units are all active: every bias is above what the weights take away. */
function activeNetwork(): Network {
  return mapParameters(randomNetwork(WIDTHS, 2), ({ kind, tensor }) =>
    kind === 'bias' ? tf.add(tf.mul(tensor, 0.1), 1.2) : tf.mul(tensor, 0.2),
  );
}

/** Mean over images and steps of log p (truth) + log(1 − p) (other), layer `l` alone. */
function localObjective(
  net: readonly reference.Layer[],
  l: number,
  histories: readonly Histories[],
  temperature: number,
): number {
  let total = 0;
  for (const { pixels, label, sign, states } of histories)
    for (let t = 1; t <= STEPS; t++) {
      const before = reference.at(states, t - 1);
      const now = reference.synchronous(DAMPING)(net, { pixels, label }, before);
      const s = reference.at(now, l);
      const units = s.length;
      total += Math.log(
        1 / (1 + Math.exp((-sign * (reference.goodness(s) - units)) / temperature)),
      );
    }
  return total / (images.length * STEPS);
}

interface Histories {
  readonly pixels: reference.Vector;
  readonly label: number;
  readonly sign: 1 | -1;
  readonly states: readonly (readonly reference.Vector[])[];
}

const images = randomImages(2, 5);

/** What happened, computed once with the weights as they are: the inputs that are held fixed. */
function histories(net: readonly reference.Layer[]): Histories[] {
  return images.flatMap((pixels, b) =>
    ([1, -1] as const).map((sign, k) => {
      const label = reference.at(reference.at(LABELS, k), b);
      const ends = reference.still(pixels, label, STEPS);
      return {
        pixels,
        label,
        sign,
        states: reference.settle(net, ends, reference.synchronous(DAMPING)),
      };
    }),
  );
}

type Part = 'up' | 'down' | 'bias';

/** The slope of the objective along each number of one part of layer `l`, by central differences. */
function slopes(
  net: readonly reference.Layer[],
  l: number,
  part: Part,
  temperature: number,
): number[] {
  const held = histories(net);
  const width = 1e-5;
  const nudged = (index: number, by: number) =>
    localObjective(nudge(net, l, part, index, by), l, held, temperature);
  const count = [reference.at(net, l)[part]].flat(3).length;
  return Array.from(
    { length: count },
    (_, index) => (nudged(index, width) - nudged(index, -width)) / (2 * width),
  );
}

/** The network with one number, the `index`-th of one part of layer `l`, moved by `by`. */
function nudge(
  net: readonly reference.Layer[],
  l: number,
  part: Part,
  index: number,
  by: number,
): reference.Layer[] {
  let place = -1;
  const each = (x: number) => {
    place++;
    return place === index ? x + by : x;
  };
  return net.map((layer, at) => {
    if (at !== l) return layer;
    return part === 'bias'
      ? { ...layer, bias: layer.bias.map(each) }
      : { ...layer, [part]: layer[part].map((row) => row.map(each)) };
  });
}

function gradientsFrom(
  architecture: Architecture,
  states: readonly PerceptionState[],
  means: readonly tf.Tensor1D[],
  temperature: number,
  peer: number,
) {
  const contrast = { objective: maximiseGoodness(temperature), peer, schedule: synchronous };
  return hiddenGradients(architecture, states, goodnessOverTime(states.slice(1)), means, contrast);
}

function gradientsOf(network: Network, temperature: number) {
  const clamped = frame(tf.tensor2d(images), labelsOf(LABELS, 10));
  const dynamics = {
    damping: DAMPING,
    schedule: (n: number) => [Array.from({ length: n }, (_, i) => i)],
  };
  const states = record(network, still(clamped, STEPS), dynamics);
  const noPeers = WIDTHS.map((units) => tf.fill([units], 0.5) as tf.Tensor1D);
  return {
    states,
    gradients: gradientsFrom(network.architecture, states, noPeers, temperature, 0.03),
  };
}

describe.each([{ temperature: 2 }, { temperature: 20 }])(
  'where all units are active, at temperature $temperature',
  ({ temperature }) => {
    it.each([
      { layer: 1, part: 'up' },
      { layer: 1, part: 'down' },
      { layer: 1, part: 'bias' },
      { layer: 2, part: 'up' },
      { layer: 2, part: 'down' },
      { layer: 2, part: 'bias' },
      { layer: 3, part: 'up' },
      { layer: 3, part: 'down' },
      { layer: 3, part: 'bias' },
    ] as const)(
      'the slope along layer $layer $part is 2 (1 − damping) / T times the learnt direction',
      ({ layer, part }) =>
        freeing(() => {
          const network = activeNetwork();
          const { states, gradients } = gradientsOf(network, temperature);
          expect(Math.min(...states.flatMap(activities).flat())).toBeGreaterThan(0.5);
          const pushed = gradientNetwork(network.architecture, gradients, network.readout);
          const learnt = reference.at(referenceLayers(pushed), layer - 1)[part];
          const factor = (2 * (1 - DAMPING)) / temperature;
          const expected = slopes(referenceLayers(network), layer - 1, part, temperature);
          expectClose(
            [learnt].flat(2).map((x) => factor * x),
            expected,
            1e-4,
            part,
            1e-3,
          );
        }),
    );
  },
);

describe('a frame that comes last', () => {
  it('has no say: no layer has read it yet', () =>
    freeing(() => {
      const network = activeNetwork();
      const { states, gradients } = gradientsOf(network, 2);
      const last = states.at(-1) as PerceptionState;
      const shown = frame(tf.ones([images.length, 9]), labelsOf(LABELS.toReversed(), 10));
      const other = [...states.slice(0, -1), { ...last, frame: shown }];
      const means = WIDTHS.map((units) => tf.fill([units], 0.5) as tf.Tensor1D);
      const found = gradientsFrom(network.architecture, other, means, 2, 0.03);
      const numbers = (layers: typeof found) =>
        layers.map(({ weights, bias }) => [...weights, bias].map((one) => bits(one)));
      expect(numbers(found)).toEqual(numbers(gradients));
    }));
});

describe('a unit that its input holds down', () => {
  it('is pushed by what is left of its activity all the same', () =>
    freeing(() => {
      // one pixel, one unit, one label: the unit starts at 2, is pulled below zero, keeps 0.3 · 2
      const layer = {
        bottomUp: tf.tensor2d([[2]]),
        topDown: tf.tensor2d([[-5]]),
        bias: tf.tensor1d([0]),
      };
      const network = networkOfLayers([layer]);
      const clamped = frame(tf.tensor2d([[1]]), tf.ones([2, 1, 1]));
      const states: PerceptionState[] = record(network, still(clamped, 1));
      const mean = [tf.tensor1d([0.5])];
      const [gradient] = gradientsFrom(network.architecture, states, mean, 1, 0.03);
      const s = 0.6;
      const p = 1 / (1 + Math.exp(-(s * s - 1)));
      const push = (1 - p) * s - p * s;
      expect(gradient?.weights.map(bits)).toHaveLength(2); // from below, from above
      for (const weights of gradient?.weights ?? []) expectClose(bits(weights), [push]);
      expectClose(bits(gradient?.bias as tf.Tensor), [push]);
    }));
});

describe('the peer term', () => {
  it('pushes under the true label alone, once for each image and step', () =>
    freeing(() => {
      const network = activeNetwork();
      const clamped = frame(tf.tensor2d(images), labelsOf(LABELS, 10));
      const states = record(network, still(clamped, STEPS));
      const means = WIDTHS.map((units) => tf.range(0, units) as tf.Tensor1D);
      const [without, with_] = [0, 0.1].map((strength) =>
        gradientsFrom(network.architecture, states, means, 1, strength),
      );
      WIDTHS.forEach((units, l) => {
        const change = tf.sub(with_?.[l]?.bias as tf.Tensor, without?.[l]?.bias as tf.Tensor);
        const middle = (units - 1) / 2;
        expectClose(
          bits(change),
          Array.from({ length: units }, (_, i) => 0.1 * (middle - i)),
        );
      });
    }));
});
