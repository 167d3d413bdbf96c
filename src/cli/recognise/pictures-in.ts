import { readdirSync } from 'node:fs';
import path from 'node:path';
import { holdsPictures } from '../../data/formats/picture-file';
import { byName } from '../../data/formats/picture-folders';
import { InputError } from '../../input/errors';
import { readError } from '../../machine/file-errors';
import { kindOf } from '../../machine/read-whole';

/** The files that were meant, and those that lie among them and are no pictures. */
export interface GivenFiles {
  readonly files: readonly string[];
  readonly others: readonly string[];
}

/**
 * The files that these paths mean: a file itself; of a folder all PNGs, JPEGs and IDX files of images
 * that lie in it, by name. What is hidden and what lies in folders within is passed over.
 * Throws InputError where there is nothing at a path, or nothing to read in a folder.
 */
export async function picturesIn(paths: readonly string[]): Promise<GivenFiles> {
  const files: string[] = [];
  const others: string[] = [];
  for (const given of paths) {
    const kind = kindOf(given);
    if (!kind) throw new InputError(`there is no ${given}: give pictures, or folders of them`);
    if (kind !== 'folder') {
      files.push(given);
      continue;
    }
    const before = files.length;
    for (const file of filesIn(given)) {
      const found = await holdsPictures(file).catch(() => true); // told why when it is read
      (found ? files : others).push(file);
    }
    if (files.length === before)
      throw new InputError(`there is no PNG, JPEG or IDX file of images in the folder ${given}`);
  }
  return { files, others };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.') && !entry.isDirectory())
      .map(({ name }) => path.join(folder, name))
      .sort(byName);
  } catch (error) {
    throw readError(folder, error);
  }
}
