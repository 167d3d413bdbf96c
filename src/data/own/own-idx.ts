import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../../input/errors';
import { readIfThere } from '../../machine/read-whole';
import type { PartRead } from '../formats/format';
import { IDX } from '../formats/idx';
import { idxKindOf } from '../formats/idx-file';
import { byName } from '../formats/picture-folders';
import { type Labelling, labelsFromTo, MOST_CLASSES } from '../labelling';
import { heldOutOf, type OwnRead } from './own-read';

/** A file beside IDX files with the names of their classes, one a line, in the order of their labels. */
export const NAMES = 'classes.txt';
const LARGEST_NAMES = 2 ** 16;

/** No more files of a folder than this are looked into. */
const MOST_FILES = 200;

/** What a file's name says of its part. */
const TEST_NAME = /test|t10k|valid/i;

/** IDX files in a folder, by what is in them. */
export interface IdxFiles {
  readonly images: readonly string[];
  readonly labels: readonly string[];
}

/** The IDX files that lie in a folder, told by their first bytes. */
export async function idxFilesIn(folder: string): Promise<IdxFiles> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'));
  const found: Record<keyof IdxFiles, string[]> = { images: [], labels: [] };
  for (const { name } of names.slice(0, MOST_FILES).sort((a, b) => byName(a.name, b.name))) {
    const file = path.join(folder, name);
    const kind = await idxKindOf(file).catch(() => undefined);
    if (kind) found[kind].push(file);
  }
  return found;
}

/**
 * The images and labels of a folder's IDX files: two of them, of which some images are held out, or four,
 * whose names say which are the test set's. Undefined where there are none. Throws InputError.
 */
export async function readOwnIdx(
  folder: string,
  labelling: Labelling,
): Promise<OwnRead | undefined> {
  const { images, labels } = await idxFilesIn(folder);
  if (images.length === 0 && labels.length === 0) return undefined;
  const isTest = (file: string) => TEST_NAME.test(path.basename(file));
  const [ofTraining, ofTest] = [false, true].map((test) =>
    [images, labels].map((files) => files.filter((file) => isTest(file) === test)),
  ) as [string[][], string[][]];
  const whole = images.length === 1 && labels.length === 1;
  const divided = [...ofTraining, ...ofTest].every(({ length }) => length === 1);
  if (!whole && !divided)
    throw new InputError(
      `${folder} has ${images.length} IDX files of images and ${labels.length} of labels: give one of ` +
        'each, or two of each, those of the test set with test in their names',
    );
  const read = (files: string[][]) => IDX.read(files.flat(), undefined);
  const parts = divided
    ? {
        ...{ training: await read(ofTraining), test: await read(ofTest) },
        testFrom: 'files named so',
      }
    : heldOutOf(await read([[...images], [...labels]]));
  return { ...parts, ...classesIn(folder, [parts.training, parts.test], labelling) };
}

/** What the labels stand for: as it was said, or as many classes as there are labels up to the largest. */
function classesIn(
  folder: string,
  parts: readonly PartRead[],
  { classes, firstLabel }: Labelling,
): Pick<OwnRead, 'classNames' | 'first'> {
  const [smallest, largest] = labelsFromTo(parts);
  const first = firstLabel ?? Math.min(smallest, 1);
  const names = namesIn(folder);
  const count = classes ?? names?.length ?? Math.max(largest - first + 1, 2);
  if (count > MOST_CLASSES || (names && names.length !== count))
    throw new InputError(
      names
        ? `${path.join(folder, NAMES)} names ${names.length} classes, but there are ${count}: a name a line`
        : `the labels in ${folder} go to ${largest}: a network has ${MOST_CLASSES} classes at most`,
    );
  const numbers = Array.from({ length: count }, (_, label) => String(label + first));
  return { classNames: names ?? numbers, first };
}

function namesIn(folder: string): string[] | undefined {
  const content = readIfThere(path.join(folder, NAMES), LARGEST_NAMES);
  const lines = content?.toString('utf8').split(/\r?\n/);
  const names = lines?.map((line) => line.trim()).filter((line) => line !== '');
  return names && names.length > 1 ? names : undefined;
}
