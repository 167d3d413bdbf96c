import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { defaultSettings } from '../../src/learning/settings';
import { BACKPROPAGATION_THROUGH_TIME as SYSTEM } from '../../src/learning/systems/backpropagation-through-time';
import { type Network, parametersOf } from '../../src/network/network';
import * as reference from '../reference/float64';
import { layersIn } from '../support/architectures';
import { randomFeedforward, randomPairBatch } from '../support/feedforward';
import { expectClose } from '../support/numbers';
import { freeing } from '../support/record';
import { slopeOf } from '../support/slope';

// Backpropagation through time against plain float64: what each step says, and where that moves the weights.

const IMAGES = 4;
const STEPS = 4;
const CASES = [
  { widths: [5], schedule: 'synchronous' },
  { widths: [6, 4], schedule: 'synchronous' },
  { widths: [5, 4, 3], schedule: 'synchronous' },
  { widths: [5, 4, 3], schedule: 'alternating' },
] as const;

/** The hidden layers as the reference wants them: no label comes down into the highest. */
function referenceLayers(network: Network): reference.Layer[] {
  return layersIn(network).map(({ bottomUp, topDown, bias }) => ({
    up: bottomUp.arraySync(),
    down: topDown?.arraySync() ?? new Array(10).fill(reference.zeros(bias.size)),
    bias: bias.arraySync(),
  }));
}

describe.each(CASES)('layers of $widths, $schedule', ({ widths, schedule }) => {
  const settings = { ...defaultSettings(widths), steps: STEPS, damping: 0.4, schedule };
  const { synchronous, alternating } = reference;
  const rule = (schedule === 'synchronous' ? synchronous : alternating)(settings.damping);

  /** Logits at time 0 and after each step. */
  const logitsOf = (
    net: readonly reference.Layer[],
    top: reference.Matrix,
    image: reference.Vector,
  ) =>
    reference.settle(net, reference.still(image, 'silent', STEPS), rule).map((states) => {
      const read = states.length === 1 ? states : states.slice(1);
      return reference.times(read.flatMap(reference.normalise), top);
    });

  it('goes down the slope of the cross entropy at every step, by finite differences', () =>
    freeing(() => {
      const network = randomFeedforward(SYSTEM, widths);
      const { pixels, labels } = randomPairBatch(IMAGES);
      const random = (name: string) => randomStream(17, name);
      const learner = { network, meanActivity: [] };
      const { gradient } = SYSTEM.gradient(learner, { pixels, labels }, settings, random);
      const [images, truth] = [pixels.arraySync(), labels.arraySync()];
      const net = referenceLayers(network);
      const readout = network.readout.arraySync();
      const loss = (layers: readonly reference.Layer[], top: reference.Matrix) => {
        const each = images.flatMap((image, b) =>
          logitsOf(layers, top, image)
            .slice(1)
            .map((logits) => -Math.log(reference.softmax(logits)[truth[b] as number] as number)),
        );
        return reference.sum(each) / each.length;
      };
      layersIn(gradient).forEach(({ bottomUp, topDown, bias }, l) => {
        const layer = net[l] as reference.Layer;
        const moved = (change: Partial<reference.Layer>) =>
          loss(net.with(l, { ...layer, ...change }), readout);
        const up = slopeOf(layer.up, (one) => moved({ up: one }));
        expectClose(bottomUp.arraySync(), reference.scaleMatrix(-1, up), 1e-4, `up ${l}`, 1e-2);
        const [biases] = slopeOf([layer.bias], ([one = []]) => moved({ bias: one }));
        expectClose(bias.arraySync(), reference.scale(-1, biases ?? []), 1e-4, `bias ${l}`, 1e-2);
        expect(topDown === undefined).toBe(l === net.length - 1);
        if (!topDown) return;
        const down = slopeOf(layer.down, (one) => moved({ down: one }));
        expect(Math.max(...down.flat().map(Math.abs))).toBeGreaterThan(1e-4);
        expectClose(topDown.arraySync(), reference.scaleMatrix(-1, down), 1e-4, `down ${l}`, 1e-2);
      });
      const top = slopeOf(readout, (one) => loss(net, one));
      expectClose(gradient.readout.arraySync(), reference.scaleMatrix(-1, top), 1e-4, 'top', 1e-2);
    }));

  it('says what the softmax says, after each step and on one pass', () =>
    freeing(() => {
      const network = randomFeedforward(SYSTEM, widths);
      const { pixels } = randomPairBatch(IMAGES, 3);
      const { scores, logits } = SYSTEM.recognise(network, pixels, settings);
      const readout = network.readout.arraySync();
      const expected = pixels
        .arraySync()
        .map((image) => logitsOf(referenceLayers(network), readout, image));
      const at = (step: number) => expected.map((steps) => steps[step] as number[]);
      expect(scores).toHaveLength(STEPS);
      expectClose(logits, at(0));
      for (const [before, score] of scores.entries()) expectClose(score, at(before + 1));
    }));
});

it('a network whose highest layer sees the label is not one of its own', () => {
  const settings = defaultSettings([4]);
  const { architecture } = freeing(() => randomFeedforward(SYSTEM, [4, 3]));
  expect(SYSTEM.takes(architecture, settings)).toBe(true);
  const label = { from: 'label', to: 'layer_2', transform: { kind: 'dense' } } as const;
  const labelled = { ...architecture, connections: [...architecture.connections, label] };
  expect(SYSTEM.takes(labelled, settings)).toBe(false);
});

it('moves no weights by which nothing has arrived yet', () =>
  freeing(() => {
    const widths = [5, 4];
    const settings = { ...defaultSettings(widths), steps: 1, window: { first: 1, last: 1 } };
    const network = randomFeedforward(SYSTEM, widths);
    const random = (name: string) => randomStream(17, name);
    const learner = { network, meanActivity: [] };
    const { gradient } = SYSTEM.gradient(learner, randomPairBatch(IMAGES), settings, random);
    const still = parametersOf(gradient).filter(({ tensor }) => tensor.dataSync().every((x) => !x));
    expect(still.map(({ name, tensor }) => [name, tensor.shape])).toEqual([
      ['layer_1.top_down', [4, 5]],
    ]);
  }));
