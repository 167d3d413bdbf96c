import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Lesion, lesion } from '../../src/network/lesion';
import { disposeNetwork, type Network, parametersOf } from '../../src/network/network';
import { withoutTopDown } from '../../src/network/variants';
import { everyLabel, frame } from '../../src/perception/frame';
import { recognise } from '../../src/perception/recognise';
import { drain, settle, still } from '../../src/perception/settle';
import { randomImages, randomNetwork } from '../support/networks';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';
import '../support/engine';

const KINDS = ['top-down', 'bottom-up', 'units'] as const;
const kinds = fc.constantFrom(...KINDS);
const shares = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const seeds = fc.integer({ min: 0, max: 1000 });

/** Three layers, so that one is neither the lowest nor the highest. No weight is zero. */
const whole = () => randomNetwork([7, 6, 5], 3);

/** Every number of every parameter, by its name. */
const numbers = (network: Network) =>
  new Map(parametersOf(network).map(({ name, tensor }) => [name, bits(tensor)]));

/** Does `look` with a lesioned network, and leaves nothing behind. */
function lesioned<T>(cut: Lesion, seed: number, look: (cut: Network, whole: Network) => T): T {
  const network = whole();
  const tensors = tf.memory().numTensors;
  const { network: changed, dispose } = lesion(network, cut, seed);
  const seen = look(changed, network);
  dispose();
  expect(tf.memory().numTensors).toBe(tensors);
  disposeNetwork(network);
  return seen;
}

/** Places that were made 0, by parameter; no other number has changed. */
function removed(cut: Lesion, seed: number): Map<string, number[]> {
  return lesioned(cut, seed, (changed, network) => {
    const before = numbers(network);
    return new Map(
      [...numbers(changed)].map(([name, values]) => {
        const places = [...values.keys()].filter((at) => values[at] !== before.get(name)?.[at]);
        for (const at of places) expect(values[at]).toBe(0);
        return [name, places];
      }),
    );
  });
}

const of = (places: Map<string, number[]>, name: string) => places.get(name) as number[];

describe('a lesion', () => {
  it('takes the stated share of connections into each layer, and nothing else', () => {
    fc.assert(
      fc.property(shares, seeds, fc.subarray([0, 1, 2]), (share, seed, layers) => {
        for (const [kind, name] of [
          ['top-down', 'top_down'],
          ['bottom-up', 'bottom_up'],
        ] as const) {
          const gone = removed({ of: kind, share, layers }, seed);
          const from = kind === 'top-down' ? [6, 5, 10] : [9, 7, 6];
          const units = [7, 6, 5];
          for (const [parameter, places] of gone) {
            const layer = Number(/^layer_(\d)/.exec(parameter)?.[1]) - 1;
            const size = (from[layer] as number) * (units[layer] as number);
            const counts = parameter.endsWith(name) && layers.includes(layer);
            expect(places.length).toBe(counts ? Math.round(share * size) : 0);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('silences the stated share of units, and no other unit loses a connection', () => {
    fc.assert(
      fc.property(shares, seeds, (share, seed) => {
        const gone = removed({ of: 'units', share }, seed);
        expect(of(gone, 'readout')).toEqual([]);
        for (const [at, units] of [7, 6, 5].entries()) {
          const bias = of(gone, `layer_${at + 1}.bias`);
          expect(bias.length).toBe(Math.round(share * units));
          for (const name of ['bottom_up', 'top_down']) {
            const columns = of(gone, `layer_${at + 1}.${name}`).map((place) => place % units);
            expect([...new Set(columns)]).toEqual(bias);
            const from = name === 'bottom_up' ? [9, 7, 6][at] : [6, 5, 10][at];
            expect(columns.length).toBe(bias.length * (from as number));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps silent units silent while the network watches', () => {
    const share = 0.5;
    const places = removed({ of: 'units', share, layers: [1] }, 4).get('layer_2.bias') as number[];
    expect(places.length).toBe(3);
    lesioned({ of: 'units', share, layers: [1] }, 4, (network) =>
      tf.tidy(() => {
        const video = still(frame(tf.tensor2d(randomImages(2)), everyLabel(10)), 4);
        drain(settle(network, video), ({ layers }) => {
          const activity = bits(layers[1]?.activity as tf.Tensor);
          for (const [at, value] of activity.entries())
            if (places.includes(at % 6)) expect(value).toBe(0);
          expect(activity.some((value) => value > 0)).toBe(true);
        });
      }),
    );
  });

  it('of no share is the same network to the bit', () => {
    fc.assert(
      fc.property(kinds, seeds, (kind, seed) => {
        lesioned({ of: kind, share: 0 }, seed, (changed, network) => {
          expect(numbers(changed)).toEqual(numbers(network));
          const tensors = (one: Network) => parametersOf(one).map(({ tensor }) => tensor);
          for (const [at, tensor] of tensors(changed).entries())
            expect(tensor).toBe(tensors(network)[at]);
        });
      }),
      { numRuns: 5 },
    );
  });

  it('of all top-down connections is what withoutTopDown gives', () => {
    lesioned({ of: 'top-down', share: 1 }, 9, (changed, network) =>
      freeing(() => {
        const silent = withoutTopDown(network);
        const left = numbers(silent);
        const gone = [...numbers(changed)].filter(([name]) => !left.has(name));
        expect(gone.map(([name]) => name)).toEqual(['layer_1.top_down', 'layer_2.top_down']);
        for (const [, values] of gone) expect(new Set(values)).toEqual(new Set([0]));
        for (const [name, values] of left) expect(numbers(changed).get(name)).toEqual(values);
        const pixels = tf.tensor2d(randomImages(2));
        const scores = (one: Network) => recognise(one, pixels, 4).scores.map((step) => [...step]);
        expectClose(scores(changed), scores(silent)); // a label climbs down no further: fewer rows
        expect(scores(changed)).not.toEqual(scores(network));
      }),
    );
  });

  it('that is weaker removes some of what a stronger one removes', () => {
    fc.assert(
      fc.property(kinds, shares, shares, seeds, (kind, one, other, seed) => {
        const weak = removed({ of: kind, share: Math.min(one, other) }, seed);
        const strong = removed({ of: kind, share: Math.max(one, other) }, seed);
        for (const [name, places] of weak)
          expect(of(strong, name)).toEqual(expect.arrayContaining(places));
      }),
      { numRuns: 30 },
    );
  });

  it('of one layer is the same whether or not others have theirs, and another seed gives another', () => {
    for (const kind of KINDS) {
      const alone = removed({ of: kind, share: 0.5, layers: [0] }, 5);
      const both = removed({ of: kind, share: 0.5, layers: [0, 1] }, 5);
      const other = removed({ of: kind, share: 0.5, layers: [0] }, 6);
      const name = `layer_1.${kind === 'bottom-up' ? 'bottom_up' : 'top_down'}`;
      expect(of(alone, name)).toEqual(of(both, name));
      expect(of(alone, name)).not.toEqual(of(other, name));
    }
  });

  it('refuses shares that are none, and layers that are not there', () => {
    const network = whole();
    for (const share of [-0.1, 1.1, Number.NaN])
      expect(() => lesion(network, { of: 'units', share }, 1)).toThrow(RangeError);
    expect(() => lesion(network, { of: 'units', share: 0.5, layers: [3] }, 1)).toThrow(RangeError);
    disposeNetwork(network);
  });

  it('makes what is left stronger where it is told to: as much drive in the mean, of connections alone', () => {
    const cut = { of: 'top-down', share: 0.75, layers: [0] } as const;
    const plain = lesioned(cut, 5, (changed) => numbers(changed));
    const stronger = lesioned({ ...cut, rescaled: true }, 5, (changed) => numbers(changed));
    for (const [name, values] of stronger) {
      const [before, after] = [plain.get(name) ?? [], Array.from(values)];
      const left = after.filter((value) => value !== 0).length;
      const times = name === 'layer_1.top_down' ? after.length / left : 1;
      expectClose(
        after,
        Array.from(before, (value) => times * value),
      );
    }
    const units = { of: 'units', share: 0.5 } as const;
    expect(lesioned({ ...units, rescaled: true }, 5, (changed) => numbers(changed))).toEqual(
      lesioned(units, 5, (changed) => numbers(changed)),
    );
  });
});
