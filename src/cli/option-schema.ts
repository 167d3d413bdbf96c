import { Option } from 'commander';
import { z } from 'zod';
import { InputError } from '../engine/errors';
import { flag } from '../experiment/flag';

/** What of a JSON schema decides how an option is typed in. */
interface Described {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly items?: { readonly type?: string };
  /** What the value is called in the help; in brackets where it may be left out. */
  readonly value?: string;
  /** The options that mean nothing where this one is given. */
  readonly insteadOf?: readonly string[];
}

/** The command-line options of a shape of zod schemas: `readoutRate` is `--readout-rate`. */
export function optionsOf(shape: z.ZodRawShape): Option[] {
  return Object.entries(shape).map(([name, schema]) => {
    const described = describe(schema as z.ZodType);
    const shown = described.default !== undefined && described.type !== 'boolean';
    const text = `${described.description}${shown ? ` (default: ${described.default})` : ''}`;
    const option = new Option(`${flag(name)}${placeholder(described)}`, text);
    return described.enum ? option.choices([...described.enum]) : option;
  });
}

/**
 * The options as the schemas want them, from what was typed; defaults are filled in.
 * Throws InputError that names each option that does not fit and says what would.
 */
export function parseOptions<Shape extends z.ZodRawShape>(
  shape: Shape,
  typed: Readonly<Record<string, unknown>>,
): z.output<z.ZodObject<Shape>> {
  const given = Object.entries(shape).flatMap(([name, schema]) =>
    typed[name] === undefined
      ? []
      : [[name, converted(typed[name], describe(schema as z.ZodType))] as const],
  );
  const replaced = replacedOptions(shape, typed);
  const parsed = z.object(shape).safeParse(Object.fromEntries(given));
  if (parsed.success) {
    const meant = Object.entries(parsed.data).filter(([name]) => !replaced.includes(name));
    return Object.fromEntries(meant) as z.output<z.ZodObject<Shape>>;
  }
  const problems = parsed.error.issues.map(({ path: [name], message }) => {
    const value = typed[String(name)];
    return `${flag(String(name))} ${String(value ?? '')}: ${message}`;
  });
  throw new InputError(problems.join('\n'));
}

/** The options that another, which is given, stands in for. Throws InputError if one is typed too. */
function replacedOptions(
  shape: z.ZodRawShape,
  typed: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const { insteadOf = [] } = describe(schema as z.ZodType);
    if (typed[name] === undefined) return [];
    const both = insteadOf.filter((other) => typed[other] !== undefined);
    if (both.length > 0)
      throw new InputError(
        `${flag(name)} takes the place of ${both.map(flag).join(', ')}: leave one out`,
      );
    return insteadOf;
  });
}

function describe(schema: z.ZodType): Described {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Described;
}

function placeholder({ type, value, items }: Described): string {
  if (type === 'boolean') return '';
  if (value !== undefined) return value.startsWith('[') ? ` ${value}` : ` <${value}>`;
  if (type === 'array') return items?.type === 'string' ? ' <words>' : ' <numbers>';
  return type === 'integer' || type === 'number' ? ' <number>' : ' <text>';
}

/** A typed value by its schema's type; what does not convert stays as it is, for zod to refuse. */
function converted(value: unknown, { type, items }: Described): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'array' && value.trim() === '') return [];
  if (type === 'array') return value.split(',').map((part) => converted(part, items ?? {}));
  if (type !== 'integer' && type !== 'number') return value.trim();
  const number = Number(value);
  return value.trim() === '' || Number.isNaN(number) ? value : number;
}
