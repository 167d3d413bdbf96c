import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../../input/errors';
import { quoted } from '../../input/quoted';
import { fileTrouble } from '../../machine/file-errors';
import { type DataSet, filesOf } from '../data-set';
import { allDataSets } from '../data-sets';
import { whatIs } from '../formats/open-file';
import {
  anotherIn,
  type Candidate,
  filesIn,
  missing,
  notFiles,
  otherSetIn,
  spellings,
} from './data-files';

/** The error for a given folder that has not got the files: what is there, and what to do. */
export async function folderRefusal(
  dataSet: DataSet,
  given: string,
  by: string,
  candidates: readonly Candidate[],
): Promise<InputError> {
  const { name } = dataSet;
  const trouble = await folderTrouble(given);
  const hint = await seenNearby(dataSet, given);
  const more = hint === undefined ? 'Put its files there, or give another folder.' : `${hint}.`;
  if (trouble !== undefined)
    return new InputError(`${given}, given by ${by}, is not a folder: ${trouble}. ${more}`);
  const another = candidates.find((one) => one.another);
  if (another)
    return new InputError(
      `${another.path}, given by ${by}, holds the files of ${another.another}, not of ${name}: ` +
        `give --data-set ${another.another}, or give another folder`,
    );
  const elsewhere = await otherSetIn(given, dataSet);
  if (elsewhere)
    return new InputError(
      `${elsewhere.path}, given by ${by}, holds the files of ${elsewhere.name}, not of ${name}: ` +
        `give --data-set ${elsewhere.name}, or give another folder`,
    );
  // Where nothing is anywhere, it is the folder that was given, and none in it that may not be there.
  const isOwn = (one: Candidate) => path.resolve(one.path) === path.resolve(given);
  const count = (one: Candidate) => 2 * missing(dataSet, one.files).length - Number(isOwn(one));
  const [best] = candidates.toSorted((one, other) => count(one) - count(other)) as [Candidate];
  const lacking = missing(dataSet, best.files).map((file) => file.name);
  const spelt = spellings(dataSet, lacking[0] as string);
  const odd = await notFiles(dataSet, best.path);
  return new InputError(
    `the folder ${best.path}, given by ${by}, lacks ${lacking.length} of ${name}'s ${filesOf(dataSet).length} files: ` +
      `${lacking.join(', ')}. ${odd.length > 0 ? `There, ${odd.join(', ')}. ` : ''}` +
      (spelt.length > 1
        ? `Each may be packed and spelled in two ways: ${spelt.join(', ')}. ${more}`
        : more),
  );
}

/** Why a path is no folder; undefined where it is one. */
export async function folderTrouble(place: string): Promise<string | undefined> {
  return stat(place).then(
    (stats) => (stats.isDirectory() ? undefined : `it is ${whatIs(stats)}`),
    fileTrouble,
  );
}

/** How many levels of folders are looked through below the folder given. */
const LEVELS = 3;

/** No more folders than this are looked into: a hint is not worth a walk through a whole disk. */
const MOST_FOLDERS = 300;

/** No more places than this are named. */
const MOST_NAMED = 3;

/** Files of the same images in a format that is not read. */
const OTHER_FORMATS: readonly (readonly [name: RegExp, whose: string])[] = [
  [/mnist.*\.npz$/i, 'Keras’'],
  [/(mnist|^(train|test)-\d+-of-\d+).*\.(parquet|arrow)$/i, 'Hugging Face’s'],
  [/mnist.*\.pkl(\.gz)?$/i, 'Python’s own (a pickle)'],
  [/mnist.*\.(csv|mat|zip|tar(\.gz)?|tgz)$/i, 'another'],
];

/** IDX files that have a prefix, as EMNIST's do: `emnist-letters-train-images-idx3-ubyte.gz`. */
const PREFIXED = /^.+[-_](train|test|t10k)-(images|labels)[-.]idx[13]-ubyte(\.gz)?$/i;

/**
 * A sentence on where a data set's files were seen, in the folder given, below it or beside it, and
 * what to type; or on what was seen in it instead, or what the file is that was given in its place.
 * Undefined where there was nothing. What lies beside is somebody's own affair: nothing else is said of it.
 */
export async function seenNearby(dataSet: DataSet, given: string): Promise<string | undefined> {
  const places: string[] = [];
  let instead: string | undefined;
  for await (const { folder, names, own } of foldersAround(path.resolve(given))) {
    if (isNamedAfterAnother(folder, dataSet)) continue;
    const files = await filesNamed(names, dataSet, folder);
    const another = files && (await anotherIn(files, dataSet));
    if (files && !another) places.push(folder);
    if (places.length === MOST_NAMED) break;
    if (!own) continue;
    if (another) instead ??= `${folder} has the files of ${another}`;
    instead ??= inAnotherForm(folder, names, dataSet);
  }
  if (places.length === 0)
    return instead ?? inAnotherForm(path.dirname(given), [path.basename(given)], dataSet);
  return `There are such files in ${places.join(', ')}: say --data ${quoted(places[0] as string)}`;
}

/** Whether a folder has the name that another data set's usually has. */
function isNamedAfterAnother(folder: string, { name: own }: DataSet): boolean {
  return allDataSets()
    .filter(({ name }) => name !== own)
    .some(({ name, folders = [] }) =>
      [name, ...folders].some((usual) => folder.endsWith(path.sep + path.normalize(usual))),
    );
}

/** A data set's files, where a folder of these names has all. */
async function filesNamed(names: readonly string[], dataSet: DataSet, folder: string) {
  if (!names.some((name) => /idx[13]-ubyte/.test(name))) return undefined;
  const files = await filesIn(dataSet, folder);
  return missing(dataSet, files).length === 0 ? files : undefined;
}

function inAnotherForm(
  folder: string,
  names: readonly string[],
  { name }: DataSet,
): string | undefined {
  const prefixed = names.find((one) => PREFIXED.test(one));
  if (prefixed)
    return (
      `There is ${path.join(folder, prefixed)}: copy it and the three that belong to it, under ` +
      'the names above, into a folder of their own, and give that'
    );
  for (const [pattern, whose] of OTHER_FORMATS) {
    const file = names.find((one) => pattern.test(one));
    if (file)
      return (
        `${path.join(folder, file)} is in ${whose} format, which is not read: get the four IDX ` +
        `files, where there is a network by \`npx topdown data ${name}\``
      );
  }
  return undefined;
}

interface Around {
  readonly folder: string;
  readonly names: readonly string[];
  /** Whether it is the folder given, or below it; else it is the one that this lies in, or beside it. */
  readonly own: boolean;
}

/** The folder and those below it, nearest first; then the one that it lies in, and those beside it. */
async function* foldersAround(given: string): AsyncGenerator<Around> {
  const above = path.dirname(given);
  let left = MOST_FOLDERS;
  for (const [start, levels] of [
    [given, LEVELS],
    [above, 1],
  ] as const) {
    const own = start === given;
    if (start === path.parse(start).root) continue;
    let level = [start];
    for (let depth = 0; depth <= levels && level.length > 0; depth++) {
      const next: string[] = [];
      for (const folder of level) {
        if (!own && folder === given) continue;
        if (left-- === 0) return;
        const entries = await entriesIn(folder);
        yield { folder, names: entries.map(({ name }) => name), own };
        const inner = entries.filter((entry) => entry.isDirectory() && isLikely(entry.name));
        next.push(...inner.map(({ name }) => path.join(folder, name)));
      }
      level = next;
    }
  }
}

async function entriesIn(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

function isLikely(folder: string): boolean {
  return !folder.startsWith('.') && folder !== 'node_modules';
}
