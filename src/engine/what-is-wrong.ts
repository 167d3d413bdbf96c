import type { z } from 'zod';
import { firstFew, inShort } from './in-short';
import { wanted } from './wanted';

/**
 * What of a value does not fit a schema, in words for the person whose file it is: the first few
 * places, each with what was wanted there. Empty where it fits.
 */
export function whatIsWrong(schema: z.ZodType, value: unknown): string {
  const parsed = schema.safeParse(value, { error: (issue) => wrong(wanted(issue)) });
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) =>
    [...(path.length > 0 ? [inShort(path.map(String).join('.'))] : []), message].join(': '),
  );
  return firstFew(problems).join('; ');
}

/** Of a check that does not say what it wants, no more can be told. */
function wrong(want: string): string {
  return want === 'something else' ? 'not as it should be' : `not ${want}`;
}
