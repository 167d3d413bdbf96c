import { isDeepStrictEqual } from 'node:util';
import { InputError } from '../engine/errors';
import { inShort } from '../engine/in-short';
import { type DataSet, filesOf } from './data-set';
import { addDataSet, declaredAs } from './data-sets';
import { MOST_CLASSES } from './labelling';
import { loadable } from './load';

/** What a shell takes as it stands, and a folder may be called. */
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Has the program know a data set: `--data-set` asks for it by its name, and it is listed, found,
 * downloaded, trained on, recognised and compared as ours are. To register the same again does nothing.
 * Throws InputError where another has its name, or no images can be loaded by what is declared.
 */
export function registerDataSet(dataSet: DataSet): void {
  const { name } = dataSet;
  if (isDeepStrictEqual(declaredAs(name), dataSet)) return;
  const refuse = (why: string) => new InputError(`the data set ${inShort(String(name))} ${why}`);
  if (loadable(name)) throw refuse('is there already: give yours another name');
  const problem = problemOf(dataSet);
  if (problem !== undefined) throw refuse(`cannot be registered: ${problem}`);
  addDataSet(dataSet);
}

/** Why no images can be loaded by a declaration, as far as itself tells. */
function problemOf({ name, classNames, shape, files }: DataSet): string | undefined {
  if (!KEBAB.test(name)) return 'its name is to have small letters and digits, joined by hyphens';
  if (classNames.length < 2 || classNames.length > MOST_CLASSES)
    return `it has ${classNames.length} classes, and may have 2 to ${MOST_CLASSES}`;
  if (new Set(classNames).size < classNames.length) return 'two of its classes have one name';
  const { rows, columns, channels } = shape;
  if (![rows, columns, channels].every((one) => Number.isInteger(one) && one > 0))
    return 'its shape is to have whole numbers of rows, columns and channels';
  if (files.training.length === 0 || files.test.length === 0)
    return 'it needs files of training images and of test images';
  const names = filesOf({ files }).map((file) => file.name);
  const twice = names.find((one, at) => names.indexOf(one) < at);
  return twice === undefined ? undefined : `two of its files are called ${inShort(twice)}`;
}
