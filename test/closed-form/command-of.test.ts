import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commonOptions, scenarioCommand } from '../../src/cli/common-options';
import { parseOptions } from '../../src/cli/option-schema';
import { type DataSet, filesOf } from '../../src/data/data-set';
import { FASHION_MNIST } from '../../src/data/sets/fashion-mnist';
import { MNIST } from '../../src/data/sets/mnist';
import { commandOf } from '../../src/runs/command-of';
import { publishedRecord, type RunRecord } from '../../src/runs/run-record';
import type { AnyScenario } from '../../src/runs/scenario';
import { RECORD } from '../support/run-record';

type Data = NonNullable<RunRecord['data']>;

const published = (dataSet: DataSet): Record<string, string> =>
  Object.fromEntries(filesOf(dataSet).map(({ name, content = '' }) => [name, content]));

const DATA: Data = {
  ...{ set: 'mnist', source: 'folder', path: '/my data/small', checksums: { labels: 'a' } },
  ...{ split: 'validation', training: 5, held: 1 },
};

const scenario: AnyScenario = {
  name: 'some-scenario',
  shows: 'Nothing.',
  options: {
    units: z.array(z.number()).default([1]).describe('numbers'),
    network: z.array(z.string()).optional().describe('words'),
    note: z.string().optional().describe('a text'),
    rate: z.number().default(0.5).describe('a number'),
    board: z.boolean().default(false).describe('a switch'),
  },
  run: async () => undefined,
};

/** What a shell makes of a command, and the scenario's command line of that. */
function requested(command: string) {
  const shown = execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
  const [npx, topdown, run, name, ...args] = shown.split('\0').slice(0, -1);
  expect([npx, topdown, run, name]).toEqual(['npx', 'topdown', 'run', 'some-scenario']);
  const typed = scenarioCommand(scenario, '').parse(args, { from: 'user' }).opts();
  const { seed, dataSet, data, engine } = parseOptions(commonOptions(), typed);
  return { options: parseOptions(scenario.options, typed), seed, dataSet, data, engine };
}

describe('the command of a run', () => {
  it('is what a person types, without the switches that are off', () => {
    const options = { readoutRate: 1e-7, hidden: [20, 20], tensorboard: true, other: false };
    expect(commandOf({ ...RECORD, options, dataSet: 'drawn-digits' })).toBe(
      'npx topdown run some-scenario --readout-rate 1e-7 --hidden 20,20 --tensorboard --data-set drawn-digits --seed 17',
    );
  });

  it('says what labels stand for, before the data are found and after', () => {
    const labelling = { classes: 26, firstLabel: 1 };
    const said = expect.stringContaining(' --classes 26 --first-label 1 ');
    expect(commandOf({ ...RECORD, ...labelling, data: undefined })).toEqual(said);
    expect(commandOf({ ...RECORD, data: { ...DATA, ...labelling } })).toEqual(said);
    expect(commandOf({ ...RECORD, ...labelling, data: DATA })).not.toContain('--classes'); // 26 are usual there
  });

  it.each([
    ['1:0-49;2:all', "'1:0-49;2:all'"],
    ['my models/one', "'my models/one'"],
    ["it's", `'it'\\''s'`],
    ['$HOME', "'$HOME'"],
    ['<folder>', "'<folder>'"],
    ['=one', "'=one'"],
    ['', "''"],
    ['models/a-1.2_b', 'models/a-1.2_b'],
  ])('quotes %s as %s', (value, quoted) => {
    expect(commandOf({ ...RECORD, options: { units: value } })).toContain(` --units ${quoted} `);
  });

  it('types a list of what has commas one by one', () => {
    expect(commandOf({ ...RECORD, options: { network: ['a,b', 'c'] } })).toContain(
      ' --network a,b --network c --seed',
    );
  });

  it('asks for the same again, whatever the options, the data and the engine were', () => {
    const word = fc.string().map((text) => text.replaceAll(/[\0,]/g, '').trim());
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0);
    const path = word.map((name) => `/${name}x`);
    const asked = fc.record({
      options: fc.record(
        {
          units: fc.array(number),
          network: fc.array(word.filter(Boolean)),
          note: word,
          rate: number,
          board: fc.boolean(),
        },
        { requiredKeys: ['units', 'rate', 'board'] },
      ),
      seed: fc.integer({ min: 0, max: 1000 }),
      dataSet: fc.constantFrom('mnist', 'fashion-mnist'),
      data: fc.option(path, { nil: undefined }),
      engine: fc.constantFrom(undefined, 'wasm', 'javascript'),
    });
    fc.assert(
      fc.property(asked, ({ options, seed, dataSet, data, engine }) => {
        const command = commandOf({
          ...{ ...RECORD, options, seed, dataSet },
          data: {
            ...DATA,
            set: dataSet,
            source: data ? 'folder' : 'cache',
            path: data ?? '/cache',
          },
          engine: { ...RECORD.engine, name: engine ?? 'native' },
        });
        expect(requested(command)).toEqual({ options, seed, dataSet, data, engine });
      }),
      { numRuns: 60 },
    );
  });

  it('names the data that the run found: their folder, or the digits that it fell back on', () => {
    const of = (data: Data, change: object = {}) => commandOf({ ...RECORD, ...change, data });
    expect(of(DATA)).toContain(" --data '/my data/small' --seed 17");
    expect(of({ ...DATA, source: 'cache' })).not.toContain('--data');
    const drawn: Data = { ...DATA, set: 'drawn-digits', source: 'drawn', path: '' };
    expect(of(drawn)).toMatch(/ --data-set drawn-digits --seed 17$/);
    expect(commandOf({ ...RECORD, dataFolder: '/given' })).toContain(' --data /given ');
    const reading = { ...DATA, firstLabel: 1 } as Data; // whatever else decides how data are read
    expect(of(reading)).toContain(' --first-label 1 ');
  });

  it('has no folder where others are shown it, and says that one is needed', () => {
    const of = (change: Partial<Data>) =>
      commandOf(publishedRecord({ ...RECORD, dataFolder: '/x', data: { ...DATA, ...change } }));
    expect(of({})).toContain(' --data <folder> ');
    expect(of({ checksums: published(MNIST) })).not.toContain('--data');
    expect(of({ checksums: published(FASHION_MNIST) })).toContain(' --data <folder> ');
    const fashion = { set: 'fashion-mnist', checksums: published(FASHION_MNIST) };
    expect(of(fashion)).toMatch(/ --data-set fashion-mnist --seed 17$/);
    expect(of({ set: 'drawn-digits' })).toMatch(/ --data-set drawn-digits --seed 17$/);
  });
});
