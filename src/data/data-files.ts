import { lstat, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileTrouble } from '../engine/files';
import { DATA_SETS, type DataSet, FILE_ROLES, type FileRole } from './data-sets';
import { readIdx } from './idx';
import { whatIs } from './open-file';

/** Those of a data set's files that are there. */
export type DataFiles = Readonly<Partial<Record<FileRole, string>>>;

/** The names a file may go by. */
export function spellings(name: string): string[] {
  const dotted = name.replace(/-(?=idx\d)/, '.');
  return [name, `${name}.gz`, dotted, `${dotted}.gz`];
}

/** Those of a data set's files that are in a folder. */
export async function filesIn(dataSet: DataSet, folder: string): Promise<DataFiles> {
  const files: Partial<Record<FileRole, string>> = {};
  for (const role of FILE_ROLES) {
    for (const name of spellings(dataSet.files[role].name).reverse()) {
      const file = path.join(folder, name);
      if ((await stat(file).catch(() => undefined))?.isFile()) files[role] = file;
    }
  }
  return files;
}

/** The files that were not found. */
export function missing(files: DataFiles): FileRole[] {
  return FILE_ROLES.filter((role) => files[role] === undefined);
}

/** What goes by the name of a file of a data set and is none: `x-labels-idx1-ubyte is a folder`. */
export async function notFiles(dataSet: DataSet, folder: string): Promise<string[]> {
  const names = missing(await filesIn(dataSet, folder)).flatMap((role) =>
    spellings(dataSet.files[role].name),
  );
  const found = names.map(async (name) => {
    const file = path.join(folder, name);
    if (!(await lstat(file).catch(() => undefined))) return [];
    const what = await stat(file).then(whatIs, (error: unknown) => leadingNowhere(error));
    return [`${name} is ${what}`];
  });
  return (await Promise.all(found)).flat();
}

function leadingNowhere(error: unknown): string {
  const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return gone ? 'a symbolic link to nothing' : `not to be followed: ${fileTrouble(error)}`;
}

/**
 * The name of another data set whose files, as published, go by the names of this one's: their
 * training labels tell. Undefined where these are not known, as those of most small sets.
 */
export async function anotherIn(
  { trainingLabels: file }: DataFiles,
  dataSet: DataSet,
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const content = (await readIdx(file, 'labels').catch(() => undefined))?.sha256;
  if (content === dataSet.files.trainingLabels.content) return undefined;
  return DATA_SETS.find(({ files }) => files.trainingLabels.content === content)?.name;
}
