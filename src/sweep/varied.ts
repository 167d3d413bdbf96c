import { z } from 'zod';
import { InputError } from '../engine/errors';
import { decimalRange, isDecimal } from './decimal-range';

/** An option of a scenario that takes several values. */
export interface Varied {
  /** As the scenario has it: `readoutRate`. */
  readonly name: string;
  /** The type of its column in a table. */
  readonly type: 'INT64' | 'DOUBLE' | 'BOOLEAN' | 'STRING';
  /** As a person types them, but for truth values; not checked yet. */
  readonly values: readonly (string | boolean)[];
}

/** Columns that the table of a sweep has besides those of what is varied. */
const TAKEN = ['seed', 'run', 'measure', 'step', 'value'];

/**
 * What `name=from:to:step` or `name=a,b,c` varies of the options of a scenario. Where a value is
 * itself a list, `+` stands between its parts: `hidden=20+20,50+50`.
 * Throws InputError where there is no such option, or no value.
 */
export function parseVaried(text: string, shape: z.ZodRawShape): Varied {
  const [, typed = '', list = ''] = /^(?:--)?([^=]*)=(.*)$/s.exec(text) ?? [];
  if (list === '') throw new InputError(`--vary ${text}: write name=from:to:step, or name=a,b,c`);
  const name = typed.trim().replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const schema = shape[name];
  if (name === 'seed') throw new InputError(`--vary ${text}: --seeds does that`);
  if (!schema)
    throw new InputError(
      `--vary ${text}: the scenario has no option "${typed}": there are ${Object.keys(shape).join(', ')}`,
    );
  if (TAKEN.includes(name))
    throw new InputError(`--vary ${text}: the table of a sweep has a column ${name} already`);
  const kind = kindOf(schema as z.ZodType);
  return { name, type: TYPES[kind] ?? 'STRING', values: valuesOf(list, kind) };
}

const TYPES: Readonly<Record<string, Varied['type']>> = {
  integer: 'INT64',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
};

function kindOf(schema: z.ZodType): string {
  const { type } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return typeof type === 'string' ? type : 'string';
}

function valuesOf(list: string, kind: string): (string | boolean)[] {
  const [from, to, step, ...more] = list.split(':').map((part) => part.trim());
  const range = [from, to, step].every((part) => part !== undefined && isDecimal(part));
  const values =
    range && more.length === 0
      ? decimalRange(from as string, to as string, step as string)
      : list.split(',').map((part) => part.trim());
  if (kind === 'array') return values.map((value) => value.replaceAll('+', ','));
  if (kind === 'boolean') return values.map((value) => TRUTH[value] ?? value);
  return values;
}

const TRUTH: Readonly<Record<string, boolean>> = { true: true, false: false };
