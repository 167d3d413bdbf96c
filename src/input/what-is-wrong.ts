import { z } from 'zod';
import { didYouMean } from './did-you-mean';
import { EnvironmentError, firstFew, InputError, inShort } from './errors';

/**
 * What of a value does not fit a schema, in words for the person whose file it is: the first few
 * places, each with what was wanted there and what is. Empty where it fits.
 */
export function whatIsWrong(schema: z.ZodType, value: unknown): string {
  const parsed = schema.safeParse(value, { error: wrong });
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) =>
    [...(path.length > 0 ? [inShort(path.map(String).join('.'))] : []), message].join(': '),
  );
  return firstFew(problems).join('; ');
}

/** `missing; it must be text`, `not a whole number, but "x"`, `hiden is not known here (did you mean hidden?)`. */
function wrong(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys') return unknownNames(issue);
  const want = wanted(issue);
  const untold = want === UNTOLD; // of a check that does not say what it wants, no more can be told
  if (issue.code !== 'custom' && issue.input === undefined)
    return untold ? 'missing' : `missing; it must be ${want}`;
  if (untold) return 'not as it should be';
  return `not ${want}, but ${found(issue.input)}`;
}

function unknownNames({ keys, inst }: z.core.$ZodRawIssue & { readonly keys: string[] }): string {
  const known = inst instanceof z.ZodObject ? Object.keys(inst.shape) : [];
  const meant = keys.length === 1 ? didYouMean(keys[0] ?? '', known) : '';
  return `${several(keys)} ${keys.length === 1 ? 'is' : 'are'} not known here${meant}`;
}

/** What is there in place of what was wanted. */
function found(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return inShort(typeof value === 'string' ? JSON.stringify(value) : String(value), 40);
}

/** Where nothing is known of what was wanted. */
const UNTOLD = 'something else';

type Described = z.core.JSONSchema.JSONSchema;

/**
 * What a schema wanted where a value does not fit it, in our words and not the library's: `a whole
 * number from 1 to 9`. It is for the error map that a value is parsed with; a schema that has words of
 * its own, as `refine` has, is not asked for them here.
 */
export function wanted(issue: z.core.$ZodRawIssue): string {
  const { code, schema = issue.inst } = issue;
  if (code === 'unrecognized_keys') return `an object without ${several(issue.keys)}`;
  if (code === 'invalid_key') return 'another name';
  const known = schema instanceof z.core.$ZodType && code !== 'custom';
  const options = { io: 'input', unrepresentable: 'any' } as const;
  return (known && inWords(z.toJSONSchema(schema as z.ZodType, options))) || UNTOLD;
}

/** What a JSON schema describes; empty where it does not say. */
function inWords(schema: Described | boolean): string {
  if (typeof schema === 'boolean') return '';
  const { type, anyOf, enum: values, const: only } = schema;
  if (only !== undefined) return String(only);
  if (values) return values.length === 1 ? String(values[0]) : `one of ${several(values)}`;
  if (anyOf) return anyOf.map(inWords).join(' or ');
  const types = [type ?? []].flat();
  return types.map((one) => OF_TYPE[one](schema)).join(' or ');
}

const OF_TYPE: Readonly<Record<z.core.JSONSchema.SchemaType, (schema: Described) => string>> = {
  integer: (schema) => ['a whole number', ...limits(schema)].join(' '),
  number: (schema) => ['a number', ...limits(schema)].join(' '),
  boolean: () => 'true or false',
  null: () => 'null',
  object: () => 'an object',
  string: ({ format, pattern, minLength: least = 0, maxLength: most }) => {
    const form = format ?? (pattern && inShort(pattern));
    if (form !== undefined) return `text of the form ${form}`;
    if (least > 1 || most !== undefined) return `text of ${count(least, most)} letters`;
    return least === 1 ? 'some text' : 'text';
  },
  array: ({ minItems: least = 0, maxItems: most, uniqueItems }) =>
    least > 0 || most !== undefined
      ? `a list of ${count(least, most)}${uniqueItems ? ' different values' : ''}`
      : 'a list',
};

/** Between what a number may be: `from 1 to 9`, `above 0`. */
function limits(schema: Described): string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  // Below the lowest safe whole number there is none that JavaScript counts right: no limit to tell.
  const low = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const high = maximum === Number.MAX_SAFE_INTEGER ? '2^53 - 1' : maximum;
  const lowest =
    low === undefined ? [] : [high === undefined ? `of ${low} or more` : `from ${low}`];
  return [
    ...lowest,
    ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(high === undefined ? [] : [low === undefined ? `up to ${high}` : `to ${high}`]),
    ...(exclusiveMaximum === undefined ? [] : [`below ${exclusiveMaximum}`]),
    ...(multipleOf === undefined ? [] : [`that ${multipleOf} divides`]),
  ];
}

/** How many: `2 to 5`, `2 or more`. */
function count(least: number, most: number | undefined): string {
  if (most === undefined) return `${least} or more`;
  return least === most ? String(most) : `${least} to ${most}`;
}

function several(names: readonly unknown[]): string {
  return firstFew(
    names.map((name) => inShort(String(name), 40)),
    12,
  ).join(', ');
}

/**
 * For `superRefine`: a value is refused where `check` throws an InputError or EnvironmentError, in the words of that,
 * and asked no more.
 */
export function refusedBy<T>(
  check: (value: T) => void,
): (value: T, context: z.core.$RefinementCtx<T>) => void {
  return (value, context) => {
    try {
      check(value);
    } catch (error) {
      if (!(error instanceof InputError || error instanceof EnvironmentError)) throw error;
      context.addIssue({ code: 'custom', message: error.message, continue: false });
    }
  };
}
