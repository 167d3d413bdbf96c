import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { didYouMean } from '../input/did-you-mean';
import { firstFew, InputError, inShort } from '../input/errors';
import { decimal } from '../input/limits';
import { wanted } from '../input/what-is-wrong';
import { flag, pathsIn } from '../runs/command-of';

/** What of a JSON schema decides how an option is typed in. */
interface Described {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  /** Of one of several names: where others would come from. */
  readonly more?: string;
  readonly items?: { readonly type?: string };
  readonly maxItems?: number;
  /** Of a list: whether its entries are typed one by one, each with an option of its own. */
  readonly each?: boolean;
  /** What the value is called in the help; in brackets where it may be left out. */
  readonly value?: string;
  /** The options that mean nothing where this one is given. */
  readonly insteadOf?: readonly string[];
}

/** Adds the options of a shape of zod schemas to `command`, and returns it. */
export function addOptions(command: Command, shape: z.ZodRawShape): Command {
  for (const option of optionsOf(shape)) command.addOption(option);
  return command;
}

/** The command-line options of a shape of zod schemas: `readoutRate` is `--readout-rate`. */
function optionsOf(shape: z.ZodRawShape): Option[] {
  return Object.entries(shape).map(([name, schema]) => {
    const described = describe(schema as z.ZodType);
    const { default: usual, type, each, more } = described;
    const description = [described.description, more].filter(Boolean).join('; ');
    const isList = type === 'array';
    const notes = [
      isList && !each && 'with commas, or several times',
      usual !== undefined && type !== 'boolean' && `default: ${shownDefault(usual)}`,
    ].filter((note) => note !== false);
    const text = notes.length > 0 ? `${description} (${notes.join('; ')})` : description;
    const option = new Option(`${flag(name)}${placeholder(described)}`, text);
    if (isList) option.argParser((value: string, before: string[] = []) => [...before, value]);
    return described.enum ? choosing(option, described.enum, more) : option;
  });
}

/** A default as it is typed; of names that are long together, with spaces for lines to end at. */
function shownDefault(usual: unknown): string {
  const text = String(usual);
  return text.length > LONG ? text.replaceAll(',', ', ') : text;
}

const LONG = 40;

/** An option that takes one of these names; where it has another, a person is told which it may be, and of `more`. */
function choosing(option: Option, names: readonly string[], more: string | undefined): Option {
  return option.choices([...names]).argParser((value: string) => {
    if (names.includes(value)) return value;
    const all = [names.join(', '), more].filter(Boolean).join('; ');
    throw new InvalidArgumentError(`Allowed choices are ${all}${didYouMean(value, names)}.`);
  });
}

/**
 * The options as the schemas want them, from what was typed; defaults are filled in.
 * Throws InputError that names each option that does not fit and says what would.
 */
export function parseOptions<Shape extends z.ZodRawShape>(
  shape: Shape,
  typed: Typed,
): z.output<z.ZodObject<Shape>> {
  const given = Object.entries(shape).flatMap(([name, schema]) =>
    typed[name] === undefined
      ? []
      : [[name, converted(typed[name], describe(schema as z.ZodType))] as const],
  );
  return checkOptions(shape, Object.fromEntries(given), typed);
}

/** The same of options as a record holds them: values, and not what was typed for them. */
export function checkOptions<Shape extends z.ZodRawShape>(
  shape: Shape,
  given: Typed,
  typed: Typed = given,
): z.output<z.ZodObject<Shape>> {
  const replaced = replacedOptions(shape, given);
  const parsed = z.object(shape).safeParse(given, { error: howToMend });
  if (parsed.success) {
    const meant = Object.entries(parsed.data).filter(([name]) => !replaced.includes(name));
    return Object.fromEntries(meant) as z.output<z.ZodObject<Shape>>;
  }
  // What was typed may be long, and have as many problems: it is made short once.
  const named = new Map(
    Object.keys(shape).map((name) => [name, `${flag(name)} ${shown(typed[name])}`]),
  );
  const problems = parsed.error.issues.map(({ path: [name, at], message }) => {
    const value = given[String(name)];
    const entry = Array.isArray(value) && value.length > 1 && at !== undefined;
    const which = entry ? [shown(value[Number(at)])] : [];
    return [named.get(String(name)), ...which, message].join(': ');
  });
  throw new InputError(firstFew([...new Set(problems)]).join('\n'));
}

/** What to give in place of what does not fit. */
function howToMend(issue: z.core.$ZodRawIssue): string {
  const names = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  return `give ${wanted(issue)}${didYouMean(String(issue.input), names)}`;
}

type Typed = Readonly<Record<string, unknown>>;

/** A value as it was typed, for a message. */
function shown(value: unknown): string {
  const text = String(value ?? '');
  return text.trim() === '' ? `'${inShort(text)}'` : inShort(text);
}

/** The options that another, which is given, stands in for. Throws InputError if one is typed too. */
function replacedOptions(shape: z.ZodRawShape, typed: Typed): readonly string[] {
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

/** What schemas have been described as: each is asked for several times. */
const DESCRIBED = new WeakMap<z.ZodType, Described>();

function describe(schema: z.ZodType): Described {
  const known = DESCRIBED.get(schema);
  if (known) return known;
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Described;
  DESCRIBED.set(schema, described);
  return described;
}

function placeholder({ type, value, items }: Described): string {
  if (type === 'boolean') return '';
  if (value !== undefined) return value.startsWith('[') ? ` ${value}` : ` <${value}>`;
  if (type === 'array') return items?.type === 'string' ? ' <words>' : ' <numbers>';
  return type === 'integer' || type === 'number' ? ' <number>' : ' <text>';
}

/** A typed value by its schema's type; what does not convert stays as it is, for zod to refuse. */
function converted(value: unknown, described: Described): unknown {
  const { type, items = {}, value: called, each, maxItems = Number.POSITIVE_INFINITY } = described;
  if (type === 'array') {
    const parts = (text: unknown): unknown[] => {
      if (typeof text !== 'string' || each) return [text];
      if (text.trim() === '') return [];
      return called === 'paths' ? pathsIn(text, ',') : text.split(',');
    };
    const some = [value]
      .flat()
      .flatMap(parts)
      .slice(0, maxItems + 1); // one too many is refused
    return some.map((part) => converted(part, items));
  }
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (type !== 'integer' && type !== 'number') return text;
  return decimal(text) === undefined ? value : Number(text);
}
