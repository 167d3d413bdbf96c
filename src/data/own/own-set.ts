import path from 'node:path';
import { InputError } from '../../input/errors';
import { contentSums } from '../content-sums';
import type { Loadable, LoadedDataSet, LoadOptions } from '../data-source';
import { folderTrouble } from '../finding/folder-refusal';
import { classFolders } from '../formats/picture-folders';
import { type Labelling, labellingSaid } from '../labelling';
import { labelledParts } from '../read-data-set';
import { idxFilesIn, readOwnIdx } from './own-idx';
import { readOwnPictures, TEST, TRAIN } from './own-pictures';
import { type OwnRead, shuffled } from './own-read';

/** How it is asked for. */
const OWN = 'own';

/**
 * A folder of the person's own, given by `--data`: pictures in a folder a class, or IDX files of images
 * and labels, whatever their names. What is to be the test set is told by `train` and `test` in the names
 * of folders or files; where nothing tells, some of each class is held out. Images are in random order.
 */
export const OWN_SET: Loadable = {
  name: OWN,
  ink: false,
  made: false,
  async locate({ data }) {
    const about = 'your own: pictures in a folder a class, or IDX files';
    const path = data ?? '';
    const problem =
      data === undefined
        ? 'name its folder by --data'
        : (await isOwnFolder(data))
          ? undefined
          : nothingIn(data);
    return { name: OWN, about, kind: 'folder', path, ...(problem !== undefined && { problem }) };
  },
  load,
};

/** Whether a folder has what can be loaded as a person's own data set, as far as names tell. */
export async function isOwnFolder(folder: string): Promise<boolean> {
  if ((await folderTrouble(folder)) !== undefined) return false;
  const places = [folder, path.join(folder, TRAIN), path.join(folder, TEST)];
  for (const place of places)
    if ((await classFolders(place).catch(() => [])).length > 1) return true;
  const { images, labels } = await idxFilesIn(folder);
  return images.length > 0 && labels.length > 0;
}

async function load({ data, ...labelling }: LoadOptions): Promise<LoadedDataSet> {
  if (data === undefined)
    throw new InputError('a data set of your own is read from a folder: name it by --data');
  const trouble = await folderTrouble(data);
  if (trouble !== undefined) throw new InputError(`${data} is not a folder: ${trouble}`);
  const read = await ownRead(data, labelling);
  const { classNames, first, testFrom } = read;
  const [training, test] = [shuffled(read.training, TRAIN), shuffled(read.test, TEST)];
  const called = path.basename(path.resolve(data));
  const parts = labelledParts({ training, test }, { name: called, classNames, firstLabel: first });
  return {
    name: OWN,
    source: { kind: 'folder', path: data },
    ...parts,
    labelling: labellingSaid(labelling),
    checksums: contentSums(parts),
    asPublished: undefined,
    testFrom,
  };
}

async function ownRead(folder: string, labelling: Labelling): Promise<OwnRead> {
  const read = (await readOwnPictures(folder, labelling)) ?? (await readOwnIdx(folder, labelling));
  if (read) return read;
  throw new InputError(nothingIn(folder));
}

function nothingIn(folder: string): string {
  return (
    `${folder} has no data set: put a folder of PNGs or JPEGs for each class there (within ` +
    `${TRAIN} and ${TEST}, if it has a test set), or two or four IDX files of images and labels`
  );
}
