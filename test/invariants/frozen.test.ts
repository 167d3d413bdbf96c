import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { newLearner } from '../../src/learning/learner';
import { isSameNetwork } from '../../src/network/architecture';
import { mapLayer } from '../../src/network/layer';
import { layersOf } from '../../src/network/neighbours';
import { initialise, parametersOf } from '../../src/network/network';
import { freeze, leaveOut, without } from '../../src/network/variants';
import { recognise } from '../../src/perception/recognise';
import { recurrent } from '../support/architectures';
import { learnRecurrent, randomBatch, SHOWING, settingsOf } from '../support/learners';
import { bits } from '../support/numbers';

const SIZES = { pixels: 9, hidden: [6, 5], classes: 10 };

describe('a frozen connection', () => {
  it('stays as it was drawn, to the bit, decay or not, while all else learns', () => {
    const architecture = freeze(recurrent(SIZES), ['layer_1.bottom_up', 'top-down']);
    const learner = newLearner(architecture, 1);
    const draw = randomStream(1, 'negatives');
    const learntBatch = learnRecurrent(learner, randomBatch(8), settingsOf(SHOWING), draw, 1);
    const before = parametersOf(learner.network).map(({ tensor }) => bits(tensor).join());
    const stayed = parametersOf(learntBatch.network)
      .filter(({ tensor }, at) => bits(tensor).join() === before[at])
      .map(({ name }) => name);
    expect(stayed).toEqual(['layer_1.bottom_up', 'layer_1.top_down']);
  });
});

it('labels that nothing brings in cannot be told apart by goodness', () => {
  const network = initialise(recurrent(SIZES), 1);
  const deaf = without(network, ({ from }) => from.name === 'label');
  expect(() => recognise(deaf, randomBatch(3).pixels, 4)).toThrow('no label reaches this network');
});

describe('architectures are of the same network', () => {
  const one = recurrent(SIZES);

  it('whether or not it is said that the pixels are a map', () => {
    const input = mapLayer('pixels', { rows: 3, columns: 3, channels: 1 });
    expect(isSameNetwork(one, { ...one, input })).toBe(true);
  });

  it('but not where a layer, a connection or what is read differs', () => {
    const { hidden } = layersOf({ ...SIZES, hidden: [6, 4] });
    expect(isSameNetwork(one, { ...one, hidden })).toBe(false);
    expect(isSameNetwork(one, leaveOut(one, ['top-down']))).toBe(false);
    expect(isSameNetwork(one, freeze(one, ['label']))).toBe(false);
    expect(isSameNetwork(one, { ...one, reads: ['layer_1'] })).toBe(false);
  });
});
