import { InputError } from '../engine/errors';
import { inShort } from '../engine/in-short';
import { readIfThere } from '../engine/read-whole';
import { within } from '../engine/within';
import type { RunFolder } from '../experiment/run-folder';

/** Bytes of a figure at the most; those that are drawn here have a tenth of that. */
const LARGEST = 16 * 2 ** 20;
const ENDING = '.svg';

/** A figure of a run that its record names. */
export interface FigureFile {
  readonly svg: string;
  /** Where a picture of it goes: the same place in the run's folder. */
  readonly png: string;
}

/**
 * What the file of a figure holds; undefined where it is gone.
 * Throws InputError for a name that leads out of the run's folder, or is no SVG file's.
 */
export function figureFile(run: Pick<RunFolder, 'path'>, name: string): FigureFile | undefined {
  if (!name.endsWith(ENDING)) throw new InputError(`"${inShort(name)}" is no name of an SVG`);
  const svg = readIfThere(within(run.path, name), LARGEST)?.toString('utf8');
  if (svg === undefined) return undefined;
  return { svg, png: within(run.path, `${name.slice(0, -ENDING.length)}.png`) };
}
