import { z } from 'zod';
import { decimal } from '../engine/decimal';
import { InputError } from '../engine/errors';
import { pathsIn } from '../experiment/paths-in';
import { decimalRange, MOST } from './decimal-range';

export type Value = string | boolean | readonly string[];

/** An option of a scenario that takes several values. */
export interface Varied {
  /** As the scenario has it: `readoutRate`. */
  readonly name: string;
  /** The type of its column in a table. */
  readonly type: 'INT64' | 'DOUBLE' | 'BOOLEAN' | 'STRING';
  /** As a person types them, but for truth values and the entries of lists; not checked yet. */
  readonly values: readonly Value[];
}

/** Columns that the table of a sweep has besides those of what is varied. */
const TAKEN = ['seed', 'run', 'measure', 'step', 'value'];

/**
 * What `name=from:to:step` or `name=a,b,c` varies of the options of a scenario. Where a value is
 * itself a list, `+` stands between its parts: `hidden=20+20,50+50`; a path that is there is taken as
 * it is, with its commas and pluses.
 * Throws InputError where there is no such option, no value, or too many.
 */
export function parseVaried(text: string, shape: z.ZodRawShape): Varied {
  const [, typed = '', list = ''] = /^(?:--)?([^=]*)=(.*)$/s.exec(text) ?? [];
  if (list === '') throw new InputError(`--vary ${text}: write name=from:to:step, or name=a,b,c`);
  const name = typed.trim().replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (name === 'seed') throw new InputError(`--vary ${text}: --seeds does that`);
  if (!Object.hasOwn(shape, name))
    throw new InputError(
      `--vary ${text}: the scenario has no option "${typed}": there are ${Object.keys(shape).join(', ')}`,
    );
  if (TAKEN.includes(name))
    throw new InputError(`--vary ${text}: the table of a sweep has a column ${name} already`);
  const described = z.toJSONSchema(shape[name] as z.ZodType, {
    io: 'input',
    unrepresentable: 'any',
  });
  const values = valuesOf(list, described);
  if (values.length > MOST)
    throw new InputError(`--vary ${text}: ${values.length} values are more than ${MOST}`);
  return { name, type: TYPES.get(described.type) ?? 'STRING', values };
}

const TYPES: ReadonlyMap<unknown, Varied['type']> = new Map([
  ['integer', 'INT64'],
  ['number', 'DOUBLE'],
  ['boolean', 'BOOLEAN'],
]);

/** What an option takes, by the JSON schema of it; `value` is what the help calls its value. */
function valuesOf(list: string, { type, value: called }: z.core.JSONSchema.JSONSchema): Value[] {
  const range = list.split(':', 4).map((part) => part.trim());
  if (range.length === 3 && range.every((part) => decimal(part)))
    return decimalRange(...(range as [string, string, string]));
  const arePaths = called === 'path' || called === 'paths';
  const values = (arePaths ? pathsIn(list, ',') : list.split(',')).map((part) => part.trim());
  if (type === 'array')
    return values.map((value) => (arePaths ? pathsIn(value, '+') : value.split('+')));
  if (type === 'boolean') return values.map((value) => TRUTH.get(value) ?? value);
  return values;
}

const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);
