import path from 'node:path';
import { encode } from 'fast-png';
import type { ImageShape } from '../data/labelled-images';
import { InputError } from '../engine/errors';
import { makeFolder, writeWhole } from '../engine/files';
import type { Seen } from './seen-pictures';

/** Digits of the number in front, so that names sort as the pictures were given. */
const DIGITS = 4;

/** Throws InputError where a folder is one that pictures come from: it must not write over them. */
export function checkApart(folder: string, files: readonly string[]): void {
  const from = files.find((file) => path.resolve(path.dirname(file)) === path.resolve(folder));
  if (from !== undefined)
    throw new InputError(`${folder} is where ${from} lies: name another folder for --prepared`);
}

/**
 * Writes what the network saw as a PNG and returns its path: the picture's number among all that were
 * given, and its name. Throws EnvironmentError.
 */
export function keepPrepared(
  folder: string,
  number: number,
  { file, pixels }: Seen,
  { rows, columns, channels }: ImageShape,
): string {
  makeFolder(folder);
  const name = `${String(number).padStart(DIGITS, '0')}-${path.parse(file).name}.png`;
  const kept = path.join(folder, name);
  writeWhole(kept, encode({ width: columns, height: rows, data: pixels, channels }));
  return kept;
}
