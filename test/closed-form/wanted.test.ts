import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { wanted, whatIsWrong } from '../../src/input/what-is-wrong';

/** What the library itself says. */
const ZOD = /\b(Invalid|Too (small|big)|Unrecognized|expected|received)\b/i;

/** A value that does not fit, one at the least for each kind of issue that zod knows; what is said. */
const CASES: readonly (readonly [schema: z.ZodType, value: unknown, says: string])[] = [
  [z.int().min(1), 0, 'a whole number from 1 to 2^53 - 1'],
  [z.int().min(1).max(9), 'x', 'a whole number from 1 to 9'],
  [z.int().min(1).max(9), 1.5, 'a whole number from 1 to 9'],
  [z.int().min(1).max(9), 1e300, 'a whole number from 1 to 9'],
  [z.int(), Number.POSITIVE_INFINITY, 'a whole number up to 2^53 - 1'],
  [z.number(), Number.NaN, 'a number'],
  [z.number().min(0), -1, 'a number of 0 or more'],
  [z.number().max(1), 2, 'a number up to 1'],
  [z.number().positive().max(10), 0, 'a number above 0 up to 10'],
  [z.number().negative(), 0, 'a number below 0'],
  [z.number().multipleOf(3), 4, 'a number that 3 divides'],
  [z.boolean(), 'yes', 'true or false'],
  [z.null(), 1, 'null'],
  [z.string(), undefined, 'text'],
  [z.string().min(1), '', 'some text'],
  [z.string().min(2).max(4), 'x', 'text of 2 to 4 letters'],
  [z.string().length(2), 'x', 'text of 2 letters'],
  [z.string().regex(/^a$/), 'b', 'text of the form ^a$'],
  [z.iso.datetime(), 'today', 'text of the form date-time'],
  [z.array(z.int()), 1, 'a list'],
  [z.array(z.int()).min(1), [], 'a list of 1 or more'],
  [z.array(z.int()).max(2), [1, 2, 3], 'a list of 0 to 2'],
  [z.tuple([z.int()]), [], 'a list of 1'],
  [z.object({}), [], 'an object'],
  [z.strictObject({ a: z.int() }), { a: 1, b: 2, c: 3 }, 'an object without b, c'],
  [z.record(z.string().min(3), z.int()), { b: 1 }, 'another name'],
  [z.map(z.string(), z.int()), new Map([[{}, 1]]), 'another name'],
  [z.enum(['one', 'other']), 'third', 'one of one, other'],
  [z.literal('only'), 'other', 'only'],
  [z.union([z.boolean(), z.string()]), 1, 'true or false or text'],
  [z.union([z.int().min(0).max(1), z.null()]), 'x', 'a whole number from 0 to 1 or null'],
  [z.date(), 1, 'something else'],
  [z.bigint().min(3n), 1n, 'something else'],
  [z.set(z.int()).min(2), new Set(), 'something else'],
  [z.string().refine(() => false), 'x', 'something else'],
];

describe('what was wanted is said in our words:', () => {
  it.each(CASES.map(([schema, value, says]) => ({ says, value, schema })))(
    '$says, not $value',
    ({ schema, value, says }) => {
      const { error } = schema.safeParse(value, { error: wanted });
      const [message = ''] = error?.issues.map((issue) => issue.message) ?? [];
      expect(message).toBe(says);
      expect(message).not.toMatch(ZOD);
    },
  );

  it('a schema with words of its own is left them', () => {
    const own = z.string().regex(/^\d$/, 'write a digit');
    expect(own.safeParse('x', { error: wanted }).error?.issues[0]?.message).toBe('write a digit');
  });
});

describe('what is wrong with what a file holds', () => {
  const schema = z.object({ seed: z.int().min(0), parts: z.array(z.object({ size: z.number() })) });

  it('names the place and what was wanted there', () => {
    expect(whatIsWrong(schema, { seed: 'x', parts: [{ size: 1 }, {}] })).toBe(
      'seed: not a whole number from 0 to 2^53 - 1, but "x"; parts.1.size: missing; it must be a number',
    );
    expect(whatIsWrong(schema, 3)).toBe('not an object, but 3');
    expect(whatIsWrong(schema, { seed: [], parts: {} })).toBe(
      'seed: not a whole number from 0 to 2^53 - 1, but an empty list; parts: not a list, but an object',
    );
    expect(whatIsWrong(schema, { seed: 1, parts: [] })).toBe('');
  });

  it('says of what is not there that it is missing, whatever it is to be', () => {
    const all = z.object({
      a: z.union([z.int(), z.null()]),
      b: z.enum(['x', 'y']),
      c: z.unknown(),
    });
    expect(whatIsWrong(all, {})).toBe(
      'a: missing; it must be a whole number up to 2^53 - 1 or null; b: missing; it must be one of x, y; c: missing',
    );
  });

  it('names the first few of many places and counts the others', () => {
    const parts = Array.from({ length: 3000 }, () => ({}));
    const said = whatIsWrong(schema, { seed: 1, parts });
    expect(said).toMatch(/^parts\.0\.size: missing; it must be a number; .*; and 2,995 more$/);
    expect(said.match(/missing/g)).toHaveLength(5);
  });

  it.each([
    [
      { hiden: [] },
      'hidden: missing; it must be a list; hiden is not known here (did you mean hidden?)',
    ],
    [{ hidden: [], a: 1, b: 2 }, 'a, b are not known here'],
    [
      { hidden: [{ units: '500' }] },
      'hidden.0.units: not a whole number from 1 to 2^53 - 1, but "500"',
    ],
    [{ hidden: [{ units: 0 }] }, 'hidden.0.units: not a whole number from 1 to 2^53 - 1, but 0'],
    [{ hidden: null }, 'hidden: not a list, but null'],
    [{ hidden: 'x'.repeat(99) }, /^hidden: not a list, but "x+ … \(\d+ letters\) … x+"$/],
  ])('says of %j what is wrong, where, and what was meant', (value, says) => {
    const units = z.int().min(1);
    const declared = z.strictObject({ hidden: z.array(z.strictObject({ units })) });
    const said = whatIsWrong(declared, value);
    if (typeof says === 'string') expect(said).toBe(says);
    else expect(said).toMatch(says);
    expect(said).not.toMatch(ZOD);
  });
});
