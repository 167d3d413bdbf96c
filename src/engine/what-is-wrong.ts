import type { z } from 'zod';
import { firstFew } from './in-short';
import { wanted } from './wanted';

/**
 * What of a value does not fit a schema, in words for the person whose file it is: the first few
 * places, each with what was wanted there. Empty where it fits.
 */
export function whatIsWrong(schema: z.ZodType, value: unknown): string {
  const parsed = schema.safeParse(value, { error: (issue) => `not ${wanted(issue)}` });
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) =>
    [...(path.length > 0 ? [path.map(String).join('.')] : []), message].join(': '),
  );
  return firstFew(problems).join('; ');
}
