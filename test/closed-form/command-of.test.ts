import { describe, expect, it } from 'vitest';
import { commandOf } from '../../src/experiment/command-of';
import { RECORD } from '../support/run-record';

describe('the command of a run', () => {
  it('is what a person types, without the switches that are off', () => {
    const options = { readoutRate: 1e-7, hidden: [20, 20], tensorboard: true, other: false };
    expect(commandOf({ ...RECORD, options, dataSet: 'drawn-digits' })).toBe(
      'npx ts-node scenarios/some-scenario.ts --readout-rate 1e-7 --hidden 20,20 --tensorboard --data-set drawn-digits --seed 17',
    );
  });

  it.each([
    ['1:0-49;2:all', "'1:0-49;2:all'"],
    ['my models/one', "'my models/one'"],
    ["it's", `'it'\\''s'`],
    ['$HOME', "'$HOME'"],
    ['', "''"],
    ['models/a-1.2_b', 'models/a-1.2_b'],
  ])('quotes %s as %s', (value, quoted) => {
    expect(commandOf({ ...RECORD, options: { units: value } })).toContain(` --units ${quoted} `);
  });
});
