import type { z } from 'zod';
import { InputError } from '../input/errors';
import { kindOf } from '../machine/read-whole';
import { fileSha256 } from '../machine/sha256';
import type { OwnRun } from './run-folder';
import type { RunRecord } from './run-record';

/** A file that an option names: as it was named, and the SHA-256 of it. */
export type NamedFile = NonNullable<RunRecord['files']>[number];

/**
 * For the `.meta()` of an option that names files, one or a list, from which a run reads what it does. Their SHA-256
 * goes into the run's record, and resuming and sweeps compare that.
 */
export const NAMES_FILES = { files: true } as const;

/** The options of this shape that name files. */
export function fileOptions(shape: z.ZodRawShape): string[] {
  return optionsMarked('files', shape);
}

/** The options of this shape whose `.meta()`, or that of what they are made of, as by `.default()`, has this mark. */
export function optionsMarked(mark: string, shape: z.ZodRawShape): string[] {
  const isMarked = (schema: z.ZodType): boolean => {
    if (schema.meta()?.[mark] === true) return true;
    const { innerType } = schema.def as { readonly innerType?: z.ZodType };
    return innerType !== undefined && isMarked(innerType);
  };
  return Object.keys(shape).filter((name) => isMarked(shape[name] as z.ZodType));
}

/** The names in the value of an option that takes one or a list, or nothing. */
export function namesGiven(value: unknown): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}

/** The file that a person names, as it is now. Throws InputError where there is none. */
export function fileNow(given: string): NamedFile {
  const kind = kindOf(given);
  if (!kind) throw new InputError(`there is no ${given}`);
  if (kind !== 'file') throw new InputError(`${given} is not a file: give one`);
  return { given, sha256: fileSha256(given) };
}

/**
 * Puts the files that a run's options name into its record. Throws InputError where one is not there, or is
 * not as it was when the run began.
 */
export function noteFiles(
  run: OwnRun,
  shape: z.ZodRawShape,
  options: Readonly<Record<string, unknown>>,
): void {
  const named = fileOptions(shape).flatMap((name) => namesGiven(options[name]));
  const files = [...new Set(named)].map(fileNow);
  for (const { given, sha256 } of run.record().files ?? [])
    if (files.some((one) => one.given === given && one.sha256 !== sha256))
      throw new InputError(
        `${given} has changed since ${run.path} began: start a new run, or put the old file back`,
      );
  if (files.length > 0) run.update({ files });
}
