import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { InputError } from '../../input/errors';
import { flag } from '../../runs/command-of';

/**
 * Throws InputError where one of the options of these names, which a system does not take, was set. Their defaults
 * pass: commands in records name every option.
 */
export function refuseUntaken(
  system: string,
  untaken: readonly string[],
  shape: z.ZodRawShape,
  options: Readonly<Record<string, unknown>>,
): void {
  const defaults: Readonly<Record<string, unknown>> = z.object(shape).parse({});
  const set = untaken.filter((name) => !isDeepStrictEqual(options[name], defaults[name]));
  if (set.length > 0)
    throw new InputError(
      `the system ${system} does not use ${set.map(flag).join(', ')}: leave ${set.length === 1 ? 'it' : 'them'} out`,
    );
}
