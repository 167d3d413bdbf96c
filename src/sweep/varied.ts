import { z } from 'zod';
import { didYouMean } from '../input/did-you-mean';
import { InputError } from '../input/errors';
import { type Decimal, decimal } from '../input/limits';
import { pathsIn } from '../runs/command-of';

export type OptionValue = string | boolean | readonly string[];

/** An option of a scenario that takes several values. */
export interface Varied {
  /** As the scenario has it: `readoutRate`. */
  readonly name: string;
  /** The type of its column in a table. */
  readonly type: 'INT64' | 'DOUBLE' | 'BOOLEAN' | 'STRING';
  /** As a person types them, but for truth values and the entries of lists; not checked yet. */
  readonly values: readonly OptionValue[];
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
      `--vary ${text}: the scenario has no option "${typed}"${didYouMean(typed, Object.keys(shape))}: there are ${Object.keys(shape).join(', ')}`,
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
function valuesOf(
  list: string,
  { type, value: called }: z.core.JSONSchema.JSONSchema,
): OptionValue[] {
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

/** More values, or jobs, are a slip of the hand. */
export const MOST = 10_000;

/**
 * The numbers from `from` to `to` by `step`, as people write them: `0`, `0.1`, `0.2`, `0.3`. They are
 * counted in whole units of the last decimal, so that none is off by a rounding; `to` is among them
 * where a step lands on it. Throws InputError where there are none, or too many.
 */
export function decimalRange(from: string, to: string, step: string): string[] {
  const written = `${from}:${to}:${step}`;
  const parts = [from, to, step].map(read);
  const decimals = Math.max(0, ...parts.map((part) => part.decimals));
  const [first, last, by] = parts.map(
    (part) => part.digits * 10n ** BigInt(decimals - part.decimals),
  ) as [bigint, bigint, bigint];
  if (by === 0n) throw new InputError(`${written}: a step of 0 leads nowhere`);
  const steps = (last - first) / by;
  if ((last - first) * by < 0n)
    throw new InputError(`${written}: steps of ${step} do not lead from ${from} to ${to}`);
  if (steps >= BigInt(MOST))
    throw new InputError(`${written} is more than ${MOST} values: take larger steps`);
  return Array.from({ length: Number(steps) + 1 }, (_, at) =>
    inDecimals(first + BigInt(at) * by, decimals),
  );
}

function read(text: string): Decimal {
  const number = decimal(text);
  if (!number) throw new InputError(`${text} is not a number`);
  return number;
}

function inDecimals(units: bigint, decimals: number): string {
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const part = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${sign}${whole}${part === '' ? '' : `.${part}`}`;
}

/** One value for each option that is varied. */
type Point = Readonly<Record<string, OptionValue>>;

/** All combinations of values, the last option's changing first. One point where nothing varies. */
export function grid(varied: readonly Pick<Varied, 'name' | 'values'>[]): Point[] {
  return varied.reduce<Point[]>(
    (points, { name, values }) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
}
