import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { commonOptions, scenarioCommand } from '../../src/cli/common-options';
import { loadScenario, scenarioNames } from '../../src/cli/find-scenario';
import { checkOptions, parseOptions } from '../../src/cli/option-schema';
import { sweepOptions } from '../../src/cli/sweep/sweep-options';
import { InputError } from '../../src/input/errors';
import type { AnyScenario } from '../../src/runs/scenario';
import { architectureOptions } from '../../src/training/architecture-options';
import { temporaryFolder } from '../support/folder';

/** What people, and programs that call this one, might give any option. */
const VALUES: readonly string[] = [
  ...['0', '-1', '1.5', '1e9', '2147483648', '9007199254740992', '9007199254740993', '1e400'],
  ...['-1e400', '1e-400', 'NaN', 'Infinity', '-Infinity', '', ' ', '0x10', '0b1', '1e3', '١', '１'],
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', '../..', '\0', '\u202e', "'", '%s'],
  ...['x'.repeat(100_000), '9'.repeat(100_000), Array(100_000).fill('0').join(',')],
  Array(3000).fill('none').join(),
];

const EVERY: Record<string, z.ZodRawShape> = {
  ...{ common: commonOptions(), sweep: sweepOptions },
  ...Object.fromEntries(scenarioNames().map((name) => [name, loadScenario(name).options])),
};

function describedBy(schema: z.core.SomeType) {
  return z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any' });
}

/** What a person is told where options are refused; undefined where they are taken. */
function refusal(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if ((error as Error).name !== 'InputError') throw error;
    return (error as Error).message;
  }
}

describe('every option of everything', () => {
  const seen = new Set<string>();
  const all = Object.entries(EVERY).flatMap(([of, shape]) =>
    Object.entries(shape).flatMap(([name, schema]) => {
      const { default: _, description: __, ...described } = describedBy(schema);
      const key = JSON.stringify([name, described]);
      return !seen.has(key) && seen.add(key) ? [{ of, name, shape: { [name]: schema } }] : [];
    }),
  );

  it.each(all)('$of, $name: takes a value or refuses it in a sentence', ({ name, shape }) => {
    for (const value of VALUES) {
      const said = refusal(() => parseOptions(shape, { [name]: value }));
      if (said === undefined) continue;
      expect(said).toMatch(/^--[a-z-]+ .+: .+/s);
      expect(said).not.toMatch(/Invalid|Too (small|big)|expected|received|undefined/);
      expect(said.length).toBeLessThan(1000);
    }
  });

  const numbers = all.filter(({ name, shape }) => {
    const { type } = describedBy(shape[name] as z.ZodType);
    return type === 'integer' || type === 'number';
  });

  it.each(numbers)('$of, $name: is a number as people write them', ({ name, shape }) => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer(), fc.string()), (given) => {
        const typed = String(given);
        let taken: unknown;
        const said = refusal(() => {
          taken = parseOptions(shape, { [name]: typed })[name];
        });
        if (said !== undefined) return;
        expect(Number.isFinite(taken)).toBe(true);
        expect(taken).toBe(Number(typed));
        expect(typed.trim()).toMatch(/^[+-]?[\d.]+(e[+-]?\d+)?$/i);
      }),
    );
  });
});

describe('a list of different values', () => {
  /** The lists of numbers or conditions that scenarios take, but for widths, where a number may come again. */
  const lists = Object.entries(EVERY).flatMap(([of, shape]) =>
    Object.entries(shape).flatMap(([name, schema]) => {
      const { type, items, value } = describedBy(schema);
      const one = (items as { type?: string } | undefined)?.type;
      const counts = type === 'array' && (one !== 'string' || value === undefined);
      return counts && name !== 'hidden' ? [{ of, name, shape: { [name]: schema } }] : [];
    }),
  );

  it.each(lists)('$of, $name: takes one that is given again once', ({ name, shape }) => {
    const { default: usual, minItems = 1 } = describedBy(shape[name] as z.ZodType);
    const values = (usual as unknown[] | undefined) ?? [1];
    const given = [...values, ...values, values[0]];
    expect(parseOptions(shape, { [name]: given.join() })[name]).toEqual(values);
    if (minItems > 1)
      expect(() => parseOptions(shape, { [name]: `${values[0]},${values[0]}` })).toThrow(
        `give a list of ${minItems} to 100 different values`,
      );
  });
});

describe('what is said of options that do not fit', () => {
  const shape = {
    epochs: z.int().min(1).max(9).default(2).describe('epochs'),
    hidden: z.array(z.int().min(1).max(9)).max(5000).default([1]).describe('units'),
    seed: z.int().min(0).default(1).describe('seed'),
  };
  const said = (typed: object) => refusal(() => parseOptions(shape, { ...typed })) as string;

  it('is what would', () => {
    expect(said({ epochs: '0' })).toBe('--epochs 0: give a whole number from 1 to 9');
    expect(said({ epochs: '' })).toBe("--epochs '': give a whole number from 1 to 9");
    expect(said({ epochs: '1e400' })).toBe('--epochs 1e400: give a whole number from 1 to 9');
    expect(said({ hidden: '3,none' })).toBe(
      '--hidden 3,none: none: give a whole number from 1 to 9',
    );
  });

  it('is the first few of many things, each once, and how many more there are', () => {
    const many = Array.from({ length: 3000 }, (_, at) => `none${at}`).join();
    const lines = said({ hidden: many, epochs: '0' }).split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toBe('--epochs 0: give a whole number from 1 to 9');
    expect(lines[1]).toMatch(/^--hidden none0,.* … \(25,809 letters\) … .*: none0: give a whole/);
    expect(lines.at(-1)).toBe('and 2,996 more');
    expect(said({ seed: '9007199254740993' }).split('\n')).toHaveLength(1);
  });

  it('fits on a page, whatever was typed into it', () => {
    expect(new InputError(`there is no ${'x'.repeat(1e7)}`).message.length).toBeLessThan(400);
    expect(new InputError('there is no '.repeat(1e6)).message.length).toBeLessThan(4100);
  });
});

describe('a list', () => {
  const shape = {
    hidden: z.array(z.int()).default([1]).describe('units'),
    network: z.array(z.string().min(1)).optional().describe('networks').meta({ value: 'paths' }),
  };
  const scenario: AnyScenario = {
    ...{ name: 'pretend', shows: 'Nothing.', options: shape },
    run: async () => undefined,
  };
  const typed = (...args: string[]) => {
    const command = scenarioCommand(scenario, '').parse(args, { from: 'user' });
    return parseOptions(shape, command.opts());
  };

  it('is typed with commas, or with the option several times', () => {
    expect(typed('--hidden', '20,30').hidden).toEqual([20, 30]);
    expect(typed('--hidden', '20', '--hidden=30,40').hidden).toEqual([20, 30, 40]);
    expect(typed().hidden).toEqual([1]);
  });

  const before = process.cwd();
  beforeEach(() => process.chdir(temporaryFolder()));
  afterEach(() => process.chdir(before));

  it('of paths has those whole that are there, whatever is in their names', () => {
    for (const name of ['a,b', 'c', 'd,e,f']) mkdirSync(name);
    expect(typed('--network', 'a,b').network).toEqual(['a,b']);
    expect(typed('--network', 'c,a,b,x,y').network).toEqual(['c', 'a,b', 'x', 'y']);
    expect(typed('--network', 'd,e,f,d,e', '--network', 'c').network).toEqual([
      ...['d,e,f', 'd', 'e', 'c'],
    ]);
    expect(() => typed('--network', 'c,')).toThrow("--network c,: '': give some text");
  });

  it('of blanks is refused with quotes around them', () => {
    const shape = { network: z.string().min(1).describe('') };
    expect(() => parseOptions(shape, { network: ' ' })).toThrow("--network ' ': give some text");
  });

  it('of shapes is told once what is wrong with each', () => {
    const { error } = architectureOptions.maps.safeParse(['14x14', '999x999x9']);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'write rows, columns and channels as 14x14x8',
      'a layer has at most 100000 units',
    ]);
  });

  it('of a record is as the record has it', () => {
    expect(checkOptions(shape, { hidden: [20], network: ['no,where'] })).toEqual({
      ...{ hidden: [20], network: ['no,where'] },
    });
    expect(() => checkOptions(shape, { hidden: '20' })).toThrow('--hidden 20: give a list');
  });
});

it('a scenario is looked for where a file, not a folder, is called scenarios', () => {
  const here = temporaryFolder();
  writeFileSync(path.join(here, 'scenarios'), 'notes');
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(here);
  try {
    expect(() => loadScenario('nowhere')).toThrow(InputError);
    expect(scenarioNames()).toContain('ambiguity');
  } finally {
    cwd.mockRestore();
  }
});
