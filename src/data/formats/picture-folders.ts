import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { checkRoom } from '../../engine/memory';
import { colours } from '../../images/pictures/fit';
import { InputError } from '../../input/errors';
import { readError } from '../../machine/file-errors';
import { sha256 } from '../../machine/sha256';
import type { PartRead } from './format';
import { readPictureFile } from './picture-file';

/** Names of files that are taken for pictures; what is in them is looked at when they are read. */
const PICTURES = /\.(png|jpe?g)$/i;

/** As people count: 2 before 10. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;

/** A folder of a class, and the pictures in it, by their names. */
export interface ClassFolder {
  readonly name: string;
  readonly pictures: readonly string[];
}

/**
 * The pictures in a folder that has a folder for each class: PNGs and JPEGs of one size, whose labels count the
 * class folders in natural order. Images are in that order, too, red, green and blue. Throws InputError where they
 * are not that.
 */
export async function readPictureFolders(folder: string): Promise<PartRead> {
  const classes = await classFolders(folder);
  const files = classes.flatMap(({ name, pictures }, label) =>
    pictures.map((picture) => ({ file: path.join(folder, name, picture), label })),
  );
  if (files.length === 0)
    throw new InputError(
      `${folder} has no pictures of classes: put PNGs or JPEGs into it, in a folder for each class`,
    );
  return readPictures(files, folder);
}

/** The folders with pictures in a folder, by name; what is hidden is passed over. */
export async function classFolders(folder: string): Promise<ClassFolder[]> {
  const inner = (await entriesOf(folder)).filter((entry) => entry.isDirectory());
  const classes: ClassFolder[] = [];
  for (const { name } of inner) {
    const entries = await entriesOf(path.join(folder, name));
    const pictures = entries.filter((entry) => !entry.isDirectory() && PICTURES.test(entry.name));
    if (pictures.length > 0) classes.push({ name, pictures: pictures.map((one) => one.name) });
  }
  return classes;
}

async function entriesOf(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw readError(folder, error);
  });
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((one, other) => byName(one.name, other.name));
}

interface LabelledFile {
  readonly file: string;
  readonly label: number;
}

async function readPictures(files: readonly LabelledFile[], folder: string): Promise<PartRead> {
  const channels = 3;
  let shape: { rows: number; columns: number } | undefined;
  let pixels = new Uint8Array();
  for (const [at, { file }] of files.entries()) {
    const content = await readPictureFile(file);
    if (!('picture' in content))
      throw new InputError(`${file} is not a picture: give PNGs and JPEGs`);
    const { rows, columns, rgba } = content.picture;
    if (!shape) {
      const bytes = files.length * rows * columns * channels;
      checkRoom(`${files.length} pictures of ${columns} × ${rows} pixels`, bytes);
      pixels = new Uint8Array(bytes);
      shape = { rows, columns };
    }
    if (rows !== shape.rows || columns !== shape.columns)
      throw new InputError(
        `${file} is ${columns} pixels wide and ${rows} high, but ${files[0]?.file} is ` +
          `${shape.columns} and ${shape.rows}: scale all to one size first`,
      );
    pixels.set(colours({ rgba }), at * rows * columns * channels);
  }
  const { rows = 0, columns = 0 } = shape ?? {};
  return {
    ...{ count: files.length, rows, columns, channels, pixels },
    labels: Uint8Array.from(files, ({ label }) => label),
    ...{ labelsIn: folder, imagesIn: folder },
    contents: [sha256(pixels)],
  };
}
