import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { InputError } from '../../input/errors';
import type { PartRead } from '../formats/format';
import { classFolders, readPictureFolders } from '../formats/picture-folders';
import { type Labelling, MOST_CLASSES } from '../labelling';
import { heldOutOf, type OwnRead } from './own-read';

/** Folders that divide a data set, where they are there. */
export const TRAIN = 'train';
export const TEST = 'test';

/**
 * The pictures in a folder a class, in a folder, or in `train` and `test` within it, in the order of the
 * classes; grey where none has a colour. Undefined where there are none. Throws InputError where they do not make
 * a data set.
 */
export async function readOwnPictures(
  folder: string,
  labelling: Labelling,
): Promise<OwnRead | undefined> {
  const [training, test] = [path.join(folder, TRAIN), path.join(folder, TEST)];
  const [ofTraining, ofTest] = [await namesIn(training), await namesIn(test)];
  const divided = ofTraining.length > 0 || ofTest.length > 0;
  const classNames = divided ? ofTraining : await namesIn(folder);
  if (classNames.length === 0) return undefined;
  checkClasses(divided ? training : folder, classNames, labelling);
  if (!divided) {
    const [whole] = inGrey([await readPictureFolders(folder)]) as [PartRead];
    return { ...heldOutOf(whole), classNames, first: 0 };
  }
  if (!isDeepStrictEqual(ofTraining, ofTest))
    throw new InputError(
      `${training} has the classes ${list(ofTraining)}, but ${test} has ${list(ofTest)}: give both the same`,
    );
  const [learnt, judged] = inGrey([
    await readPictureFolders(training),
    await readPictureFolders(test),
  ]) as [PartRead, PartRead];
  return {
    ...{ training: learnt, test: judged },
    ...{ classNames, first: 0, testFrom: `the folder ${TEST}` },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  return (await classFolders(folder).catch(() => [])).map(({ name }) => name);
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}

function checkClasses(
  folder: string,
  names: readonly string[],
  { classes, firstLabel }: Labelling,
) {
  if (names.length < 2 || names.length > MOST_CLASSES)
    throw new InputError(
      `${folder} has ${names.length} folders of pictures (${list(names.slice(0, 3))}): a data set has 2 to ${MOST_CLASSES} classes, a folder each`,
    );
  if (firstLabel !== undefined || (classes !== undefined && classes !== names.length))
    throw new InputError(
      `the classes of ${folder} are its ${names.length} folders: leave --classes and --first-label out`,
    );
}

/** The parts with one channel, where none has a colour anywhere. */
function inGrey(parts: readonly PartRead[]): readonly PartRead[] {
  const isGrey = ({ pixels }: PartRead) => {
    for (let at = 0; at < pixels.length; at += 3)
      if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2]) return false;
    return true;
  };
  if (!parts.every(isGrey)) return parts;
  const grey = (part: PartRead): PartRead => ({
    ...part,
    channels: 1,
    pixels: part.pixels.filter((_, at) => at % 3 === 0),
  });
  return parts.map(grey);
}
