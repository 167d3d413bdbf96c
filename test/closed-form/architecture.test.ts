import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/input/errors';
import {
  type Architecture,
  type Connection,
  layersRead,
  leadsUp,
  sizesOf,
} from '../../src/network/architecture';
import { architectureSchema, checkArchitecture } from '../../src/network/check-architecture';
import { hiddenLayers, mapLayer } from '../../src/network/layer';
import { layersOf, neighbours } from '../../src/network/neighbours';
import {
  disposeNetwork,
  initialise,
  parametersOf,
  unitsRead,
  weightsIn,
} from '../../src/network/network';
import { addLateral, connectionsNamed, freeze, leaveOut } from '../../src/network/variants';
import { wiresOf } from '../../src/network/wires';
import { feedforward, recurrent } from '../support/architectures';

const SIZES = { pixels: 9, hidden: [5, 4, 3], classes: 10 };
const joining = ({ connections }: Architecture) => connections.map(({ from, to }) => [from, to]);
const join = (from: string, to: string): Connection => ({
  from,
  to,
  transform: { kind: 'dense' },
});
const namesOf = (architecture: Architecture) =>
  wiresOf(architecture)
    .flat()
    .map(({ name }) => name);

describe('neighbours', () => {
  it('join each layer with the one below it and, if that is asked for, the one above', () => {
    expect(joining(feedforward(SIZES))).toEqual([
      ['pixels', 'layer_1'],
      ['layer_1', 'layer_2'],
      ['layer_2', 'layer_3'],
    ]);
    expect(joining(recurrent(SIZES))).toEqual([
      ['pixels', 'layer_1'],
      ['layer_2', 'layer_1'],
      ['layer_1', 'layer_2'],
      ['layer_3', 'layer_2'],
      ['layer_2', 'layer_3'],
      ['label', 'layer_3'],
    ]);
  });

  it('are read but for the first, the only one where there is one, or the highest', () => {
    const read = (hidden: number[], reads?: 'highest') => {
      const layers = layersOf({ ...SIZES, hidden });
      return layersRead(neighbours(layers, { topDown: true, ...(reads && { reads }) }));
    };
    expect(read([5, 4, 3])).toEqual([1, 2]);
    expect(read([5])).toEqual([0]);
    expect(read([5, 4, 3], 'highest')).toEqual([2]);
    expect(unitsRead(recurrent(SIZES))).toBe(4 + 3);
  });

  it('see squares between maps, and all of what is no map', () => {
    const hidden = hiddenLayers([{ rows: 3, columns: 3, channels: 2 }, 4]);
    const input = mapLayer('pixels', { rows: 3, columns: 3, channels: 1 });
    const layers = { ...layersOf(SIZES), input, hidden };
    const { connections } = neighbours(layers, { topDown: true });
    expect(connections.map(({ transform }) => transform.kind)).toEqual([
      'local',
      'dense',
      'dense',
      'dense',
    ]);
  });

  it('have as many weights as units that meet', () => {
    expect(weightsIn(feedforward(SIZES))).toBe(9 * 5 + 5 * 4 + 4 * 3);
    expect(weightsIn(recurrent(SIZES))).toBe(9 * 5 + 2 * 5 * 4 + 2 * 4 * 3 + 10 * 3);
    expect(sizesOf(recurrent(SIZES))).toEqual(SIZES);
  });
});

describe('a connection is called', () => {
  const usual = recurrent(SIZES);
  const more: Architecture = {
    ...usual,
    connections: [
      ...usual.connections,
      join('layer_2', 'layer_2'),
      join('pixels', 'layer_3'),
      join('label', 'layer_1'),
    ],
  };

  it('by the layer that it leads into, and by where it comes from', () => {
    expect(namesOf(more)).toEqual([
      'layer_1.bottom_up',
      'layer_1.top_down',
      'layer_1.from_label',
      'layer_2.bottom_up',
      'layer_2.top_down',
      'layer_2.lateral',
      'layer_3.bottom_up',
      'layer_3.top_down',
      'layer_3.from_pixels',
    ]);
    const directions = wiresOf(more).map((wires) => wires.map(({ direction }) => direction));
    expect(directions).toEqual([
      ['bottom-up', 'top-down', 'top-down'],
      ['bottom-up', 'top-down', 'lateral'],
      ['bottom-up', 'top-down', 'bottom-up'],
    ]);
    const sources = wiresOf(more).map((wires) => wires.map(({ source }) => source));
    expect(sources).toEqual([
      [0, 2, 4],
      [1, 3, 2],
      [2, 4, 0],
    ]);
  });

  it('as its weights are, and those are the same whatever others there are', () => {
    const [few, many] = [initialise(usual, 3), initialise(more, 3)];
    const weights = new Map(parametersOf(many).map(({ name, tensor }) => [name, tensor]));
    for (const { name, tensor } of parametersOf(few))
      expect(weights.get(name)?.dataSync(), name).toEqual(tensor.dataSync());
    const beginnings = [...weights]
      .filter(([name]) => namesOf(more).includes(name))
      .map(([, tensor]) => tensor.dataSync()[0]);
    expect(new Set(beginnings).size).toBe(9);
    disposeNetwork(few);
    disposeNetwork(many);
  });

  it('by groups, too', () => {
    const named = (name: string) => connectionsNamed(more, name).map((wire) => wire.name);
    expect(named('top-down')).toEqual(['layer_1.top_down', 'layer_2.top_down']);
    expect(named('label')).toEqual(['layer_1.from_label', 'layer_3.top_down']);
    expect(named('lateral')).toEqual(['layer_2.lateral']);
    expect(named('layer_3.from_pixels')).toEqual(['layer_3.from_pixels']);
    expect(() => named('sideways')).toThrow('no connection "sideways": there are bottom-up');
    expect(() => connectionsNamed(usual, 'lateral')).toThrow(
      'no connection "lateral": there are bottom-up, top-down, label, layer_1.bottom_up',
    );
  });
});

describe('an architecture', () => {
  it('leads up where nothing comes from the label, from above, or from itself', () => {
    const usual = feedforward(SIZES);
    const joined = (from: string, to: string) =>
      leadsUp({ ...usual, connections: [...usual.connections, join(from, to)] });
    expect(leadsUp(usual)).toBe(true);
    expect(joined('pixels', 'layer_3')).toBe(true);
    expect(joined('layer_3', 'layer_1')).toBe(false);
    expect(joined('layer_2', 'layer_2')).toBe(false);
    expect(joined('label', 'layer_1')).toBe(false);
  });

  it('is left without, frozen in or given connections, and changes in nothing else', () => {
    const usual = recurrent(SIZES);
    const without = leaveOut(usual, ['top-down', 'layer_3.bottom_up']);
    expect(namesOf(without)).toEqual([
      'layer_1.bottom_up',
      'layer_2.bottom_up',
      'layer_3.top_down',
    ]);
    const frozen = freeze(usual, ['label']);
    expect(frozen.connections.map((one) => one.frozen === true)).toEqual([
      ...[false, false, false, false, false, true],
    ]);
    const lateral = addLateral(usual, 3);
    expect(namesOf(lateral).filter((name) => name.endsWith('lateral'))).toHaveLength(3);
    expect(weightsIn(lateral) - weightsIn(usual)).toBe(5 * 4 + 4 * 3 + 3 * 2);
    expect(addLateral(lateral, 3)).toEqual(lateral);
    for (const { connections: _, ...others } of [without, frozen, lateral]) {
      const { connections: __, ...before } = usual;
      expect(others).toEqual(before);
    }
  });

  it('comes out of its text as it went in', () => {
    const input = mapLayer('pixels', { rows: 3, columns: 3, channels: 1 });
    const hidden = hiddenLayers([{ rows: 3, columns: 3, channels: 2 }, 4]);
    const layers = { ...layersOf(SIZES), input, hidden };
    const made = freeze(addLateral(neighbours(layers, { topDown: true }), 3), ['lateral']);
    expect(architectureSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  });
});

describe('an architecture that cannot be is refused, with the reason:', () => {
  const usual = recurrent(SIZES);
  const [first, ...others] = usual.connections as [Connection, ...Connection[]];
  const cases: [string, Partial<Architecture>, string][] = [
    [
      'two layers of one name',
      { hidden: [...usual.hidden.slice(0, 2), { name: 'layer_1', units: 3 }] },
      'two layers have the same name',
    ],
    [
      'a layer that is not there',
      { connections: [...usual.connections, join('layer_9', 'layer_1')] },
      'from layer_9 to layer_1 has no such layer',
    ],
    [
      'pixels that see',
      { connections: [...usual.connections, join('layer_1', 'pixels')] },
      'leads into a layer that is clamped',
    ],
    [
      'a label that sees',
      { connections: [...usual.connections, join('layer_3', 'label')] },
      'leads into a layer that is clamped',
    ],
    [
      'a connection twice',
      { connections: [...usual.connections, first] },
      'from pixels to layer_1 is there twice',
    ],
    [
      'a transform that does not fit',
      {
        connections: [
          { ...first, transform: { kind: 'local', field: 3, fields: 'centred' } },
          ...others,
        ],
      },
      'does not fit: pixels is not a map',
    ],
    [
      'a unit that is alone and leaves itself out',
      {
        hidden: [...hiddenLayers([5, 4]), { name: 'layer_3', units: 1 }],
        connections: [
          ...usual.connections,
          { ...join('layer_3', 'layer_3'), transform: { kind: 'dense', self: false } },
        ],
      },
      'from layer_3 to layer_3 does not fit: no unit would see another by it',
    ],
    [
      'a layer that sees nothing below it',
      { connections: others },
      'layer_1 sees nothing below it',
    ],
    [
      'a layer to read that is not there',
      { reads: ['layer_9'] },
      'the readout has no hidden layer layer_9',
    ],
    ['the pixels to read', { reads: ['pixels'] }, 'the readout has no hidden layer pixels'],
  ];

  it.each(cases)('%s', (_, change, why) => {
    const architecture = { ...usual, ...change };
    expect(() => checkArchitecture(architecture)).toThrow(InputError);
    expect(() => checkArchitecture(architecture)).toThrow(why);
    const before = tf.memory().numTensors;
    expect(() => initialise(architecture, 1)).toThrow(why);
    expect(tf.memory().numTensors).toBe(before);
    expect(architectureSchema.safeParse(architecture).error?.issues[0]?.message).toContain(why);
  });

  it.each([
    ['no hidden layer', { hidden: [] }],
    ['one class', { label: { name: 'label', units: 1 } }],
    ['more classes than a byte has', { label: { name: 'label', units: 256 } }],
    [
      'a map of other units',
      { input: { name: 'pixels', units: 9, map: { rows: 3, columns: 3, channels: 2 } } },
    ],
    ['a name that no file could have', { input: { name: '../pixels', units: 9 } }],
    ['a readout of nothing', { reads: [] }],
    ['more than is known', { more: 1 }],
  ])('in a file, %s', (_, change) => {
    expect(architectureSchema.safeParse({ ...usual, ...change }).success).toBe(false);
  });

  it('in a file, a map without bounds, and nothing is asked of its places', () => {
    const map = { rows: 2 ** 32, columns: 4, channels: 2 };
    const local = { kind: 'local', field: 3, fields: 'centred' } as const;
    const vast = {
      hidden: [{ name: 'layer_1', units: 32, map }],
      connections: [
        join('pixels', 'layer_1'),
        { from: 'layer_1', to: 'layer_1', transform: local },
      ],
      reads: ['layer_1'],
    };
    const { error } = architectureSchema.safeParse({ ...usual, ...vast });
    const paths = error?.issues.map(({ path }) => path.join('.'));
    expect(paths).toEqual(['hidden.0.map.rows', 'hidden.0.units']);
  });
});
