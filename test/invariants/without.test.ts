import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../src/network/architecture';
import { hiddenLayers, mapLayer } from '../../src/network/layer';
import { type Lesion, lesion } from '../../src/network/lesion';
import { neighbours } from '../../src/network/neighbours';
import { disposeNetwork, initialise, type Network, parametersOf } from '../../src/network/network';
import { transformOf } from '../../src/network/transforms/transforms';
import { addLateral, scaled, without, withoutTopDown } from '../../src/network/variants';
import { wiresOf } from '../../src/network/wires';
import { recognise } from '../../src/perception/recognise';
import { randomImages, withoutZeros } from '../support/networks';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

/** A map that sees the pixels by squares, a flat layer above it, both seeing themselves, too. */
const architecture: Architecture = addLateral(
  neighbours(
    {
      input: mapLayer('pixels', { rows: 3, columns: 3, channels: 1 }),
      hidden: hiddenLayers([{ rows: 2, columns: 3, channels: 2 }, 5]),
      label: { name: 'label', units: 10 },
    },
    { topDown: true, maps: { kind: 'local', field: 3, fields: 'centred' } },
  ),
  3,
);
const made = () => withoutZeros(initialise(architecture, 4), 4);
const wires = wiresOf(architecture).flat();

const scores = (network: Network) =>
  recognise(network, tf.tensor2d(randomImages(3)), 4).scores.map((step) => [...step]);
const tensorsOf = (network: Network) => parametersOf(network).map(({ tensor }) => tensor);

describe('a network without connections', () => {
  it.each([{ name: 'layer_1.top_down' }, { name: 'layer_1.lateral' }, { name: 'layer_2.lateral' }])(
    'sees as if $name had weights of 0',
    ({ name }) =>
      freeing(() => {
        const network = made();
        const zero = scaled(network, (wire) => wire.name === name, 0);
        expectClose(scores(without(network, (wire) => wire.name === name)), scores(zero.network));
        expect(scores(zero.network)).not.toEqual(scores(network));
      }),
  );

  it('has all other tensors of the whole one, and none of its own', () =>
    freeing(() => {
      const network = made();
      const before = tf.memory().numTensors;
      const changed = without(network, ({ direction }) => direction === 'lateral');
      expect(tf.memory().numTensors).toBe(before);
      expect(parametersOf(changed).map(({ name }) => name)).toEqual(
        parametersOf(network).flatMap(({ name }) => (name.endsWith('lateral') ? [] : [name])),
      );
      for (const tensor of tensorsOf(changed)) expect(tensorsOf(network)).toContain(tensor);
    }));

  it('keeps the label where it has nothing else from above', () =>
    freeing(() => {
      const left = wiresOf(withoutTopDown(made()).architecture).flat();
      const gone = wires.filter((wire) => !left.some(({ name }) => name === wire.name));
      expect(gone.map(({ name }) => name)).toEqual(['layer_1.top_down']);
    }));

  it('is the same network where a factor is 1, and frees only what was made', () => {
    const network = made();
    const before = tf.memory().numTensors;
    const same = scaled(network, ({ direction }) => direction !== 'bottom-up', 1);
    expect(tensorsOf(same.network).map(bits)).toEqual(tensorsOf(network).map(bits));
    same.dispose();
    expect(tf.memory().numTensors).toBe(before);
    for (const tensor of tensorsOf(network)) expect(tensor.isDisposed).toBe(false);
    disposeNetwork(network);
  });
});

describe('a lesion of maps and of what layers see of themselves', () => {
  /** Places that were made 0, by parameter. */
  const removed = (cut: Lesion) =>
    freeing(() => {
      const network = made();
      const { network: changed } = lesion(network, cut, 5);
      const whole = new Map(parametersOf(network).map(({ name, tensor }) => [name, bits(tensor)]));
      return new Map(
        parametersOf(changed).map(({ name, tensor }) => {
          const values = bits(tensor);
          const places = [...values.keys()].filter((at) => values[at] !== whole.get(name)?.[at]);
          for (const at of places) expect(values[at]).toBe(0);
          return [name, places];
        }),
      );
    });

  it.each(['bottom-up', 'top-down', 'lateral'] as const)(
    'takes the stated share of what %s joins, and nothing else',
    (of) => {
      for (const share of [0, 0.3, 1]) {
        const gone = removed({ of, share, layers: [0, 1] });
        for (const { name, direction, transform, ...ends } of wires) {
          const joined = transformOf(transform).weightCount({ transform, ...ends });
          const expected = direction === of ? Math.round(share * joined) : 0;
          expect(gone.get(name)?.length, `${share} of ${name}`).toBe(expected);
        }
        for (const name of ['layer_1.bias', 'layer_2.bias', 'readout'])
          expect(gone.get(name)).toEqual([]);
      }
    },
  );

  it('takes all that leads into the units that it silences', () => {
    const gone = removed({ of: 'units', share: 0.5 });
    for (const { to, name, transform, ...ends } of wires) {
      const silent = gone.get(`${to.name}.bias`) as number[];
      expect(silent.length).toBe(Math.round(0.5 * to.units));
      const { target, shape } = transformOf(transform);
      const whole = { transform, to, ...ends };
      const size = shape(whole).reduce((product, length) => product * length, 1);
      const led = Array.from({ length: size }, (_, at) => at).filter((at) =>
        silent.includes(target(at, whole) ?? -1),
      );
      expect(gone.get(name)).toEqual(led);
    }
    expect(gone.get('readout')).toEqual([]);
  });
});
