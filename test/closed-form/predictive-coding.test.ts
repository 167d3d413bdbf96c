import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { commonDefaults } from '../../src/learning/settings';
import { PREDICTIVE_CODING as SYSTEM } from '../../src/learning/systems/predictive-coding';
import * as reference from '../reference/float64';
import { layersIn } from '../support/architectures';
import { randomFeedforward, randomPairBatch } from '../support/feedforward';
import { referenceLayers } from '../support/networks';
import { expectClose } from '../support/numbers';
import { freeing } from '../support/record';
import { slopeOf } from '../support/slope';

// Predictive coding against plain float64. The reference knows the energy alone: that values and weights go
// down its slope is asked by finite differences.

const IMAGES = 4;
const STEPS = 4;
const CASES = [[5], [6, 4], [7, 6, 5]].flatMap((widths) =>
  [0, 0.5].map((topDown) => ({ widths, topDown })),
);

const { at, add, times, scale } = reference;
const relu = (v: reference.Vector) => v.map((x) => Math.max(0, x));
const halfSquares = (v: reference.Vector) => reference.sum(v.map((x) => x * x)) / 2;
const less = (a: reference.Vector, b: reference.Vector) => add(a, scale(-1, b));

/** A network, and how much what is predicted from above counts. */
interface Model {
  readonly net: readonly reference.Layer[];
  readonly readout: reference.Matrix;
  readonly topDown: number;
}

/** Of one image: `values` are those of the hidden layers, then the label's. */
function energy(
  { net, readout, topDown }: Model,
  image: reference.Vector,
  values: reference.Matrix,
) {
  const shown = [image, ...values.slice(0, -1).map(relu), at(values, net.length)];
  const ofLayers = net.map(({ up, down, bias }, l) => {
    const from = (layer: number, weights: reference.Matrix) =>
      less(at(values, l), times(at(shown, layer), weights));
    return halfSquares(less(from(l, up), bias)) + topDown * halfSquares(from(l + 2, down));
  });
  const said = times(at(shown, net.length), readout);
  return reference.sum(ofLayers) + halfSquares(less(at(values, net.length), said));
}

/** Values that nothing from below says otherwise of. */
function onePass({ net, readout }: Model, image: reference.Vector): number[][] {
  const values: number[][] = [];
  let shown: reference.Vector = image;
  for (const { up, bias } of net) {
    values.push(add(bias, times(shown, up)));
    shown = relu(at(values, values.length - 1));
  }
  return [...values, times(shown, readout)];
}

/** The values after each step, the first ones included; the label stays as it is where it is clamped. */
function infer(model: Model, image: reference.Vector, rate: number, clamped?: reference.Vector) {
  const first = onePass(model, image);
  const states = [clamped ? first.with(-1, [...clamped]) : first];
  for (let step = 0; step < STEPS; step++) {
    const values = at(states, step);
    const slope = slopeOf(values, (moved) => energy(model, image, moved));
    const next = values.map((row, l) => less(row, scale(rate, at(slope, l))));
    states.push(clamped ? next.with(-1, at(values, values.length - 1)) : next);
  }
  return states;
}

describe.each(CASES)('layers of $widths, from above $topDown', ({ widths, topDown }) => {
  const settings = { ...commonDefaults(widths), steps: STEPS, inferenceRate: 0.2, topDown };

  it('moves values and weights down the slope of the energy, by finite differences', () =>
    freeing(() => {
      const network = randomFeedforward(SYSTEM, widths);
      const batch = randomPairBatch(IMAGES);
      const random = (name: string) => randomStream(17, name);
      const { gradient } = SYSTEM.gradient({ network, meanActivity: [] }, batch, settings, random);
      const [images, labels] = [batch.pixels.arraySync(), batch.labels.arraySync()];
      const model: Model = {
        ...{ net: referenceLayers(network), readout: network.readout.arraySync(), topDown },
      };
      const inferred = images.map((image, b) => {
        const truth = reference.zeros(10).with(at(labels, b), 1);
        return at(infer(model, image, settings.inferenceRate, truth), STEPS);
      });
      const mean = (other: Partial<Model>) =>
        reference.sum(
          images.map((image, b) => energy({ ...model, ...other }, image, at(inferred, b))),
        ) / IMAGES;
      layersIn(gradient).forEach((found, l) => {
        const layer = at(model.net, l);
        const moved = (change: Partial<reference.Layer>) =>
          mean({ net: model.net.with(l, { ...layer, ...change }) });
        const expected = {
          up: slopeOf(layer.up, (up) => moved({ up })),
          // at the readout's rate, whatever its prediction counts in the energy
          down: reference.scaleMatrix(
            settings.readoutRate / settings.rate / (topDown || 1),
            slopeOf(layer.down, (down) => moved({ down })),
          ),
          bias: slopeOf([layer.bias], ([bias = []]) => moved({ bias })),
        };
        const given = {
          up: found.bottomUp.arraySync(),
          down: found.topDown.arraySync(),
          bias: [found.bias.arraySync()],
        };
        for (const part of ['up', 'down', 'bias'] as const)
          expectClose(
            given[part],
            reference.scaleMatrix(-1, expected[part]),
            1e-4,
            `${part} ${l}`,
            1e-2,
          );
        const below = Math.max(...expected.up.flat().map(Math.abs));
        expect(below).toBeGreaterThan(1e-4); // the label's error has come down, or there is nothing to see
      });
      const top = slopeOf(model.readout, (readout) => mean({ readout }));
      expectClose(gradient.readout.arraySync(), reference.scaleMatrix(-1, top), 1e-4, 'top', 1e-2);
    }));

  it('infers the label, if it is free, from what one pass makes of it', () =>
    freeing(() => {
      const network = randomFeedforward(SYSTEM, widths);
      const { pixels } = randomPairBatch(IMAGES, 3);
      const { scores, logits } = SYSTEM.recognise(network, pixels, settings);
      const net = referenceLayers(network);
      const model = { net, readout: network.readout.arraySync(), topDown };
      const states = pixels.arraySync().map((image) => infer(model, image, settings.inferenceRate));
      const labels = (step: number) => states.map((one) => at(at(one, step), widths.length));
      expectClose(logits, labels(0));
      expect(scores).toHaveLength(STEPS);
      for (const [before, score] of scores.entries()) expectClose(score, labels(before + 1));
      const moved = scores.some((score) =>
        score.some((x, i) => Math.abs(x - at([...logits], i)) > 1e-3),
      );
      expect(moved).toBe(topDown > 0); // else one pass predicts all there is
    }));
});

it('its networks have no connections within a layer, and a readout of the highest layer', () => {
  const settings = { ...commonDefaults([4]), steps: 2, inferenceRate: 0.1, topDown: 0 };
  const { architecture } = freeing(() => randomFeedforward(SYSTEM, [4, 3]));
  expect(SYSTEM.takes(architecture, settings)).toBe(true);
  expect(SYSTEM.takes({ ...architecture, reads: ['layer_1', 'layer_2'] }, settings)).toBe(false);
  const within = { from: 'layer_2', to: 'layer_2', transform: { kind: 'dense' } } as const;
  const lateral = { ...architecture, connections: [...architecture.connections, within] };
  expect(SYSTEM.takes(lateral, settings)).toBe(false);
});
