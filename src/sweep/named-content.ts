import type { z } from 'zod';
import { fileNow, fileOptions, namesGiven } from '../runs/named-files';
import { networkNow, networkOptions } from '../trained/used-network';

/** What options may name that goes by its content: in which options it is named, and what it is now. */
const KINDS = [
  { optionsOf: networkOptions, now: networkNow },
  { optionsOf: fileOptions, now: fileNow },
];

/** A network or a file that options name. */
export interface Named {
  readonly given: string;
  /** The SHA-256 of its content now. Throws InputError where it is not there. */
  readonly sha256Now: () => string;
}

/** The options of a scenario that name networks or files. */
export function namingOptions(shape: z.ZodRawShape): string[] {
  return KINDS.flatMap(({ optionsOf }) => optionsOf(shape));
}

/** The networks and files that options of a scenario name. */
export function namedIn(shape: z.ZodRawShape, options: Readonly<Record<string, unknown>>): Named[] {
  return KINDS.flatMap(({ optionsOf, now }) =>
    optionsOf(shape)
      .flatMap((name) => namesGiven(options[name]))
      .map((given) => ({ given, sha256Now: () => now(given).sha256 })),
  );
}
