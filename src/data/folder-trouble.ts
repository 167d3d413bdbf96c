import { stat } from 'node:fs/promises';
import { fileTrouble } from '../engine/files';
import { whatIs } from './open-file';

/** Why a path is no folder; undefined where it is one. */
export async function folderTrouble(place: string): Promise<string | undefined> {
  return stat(place).then(
    (stats) => (stats.isDirectory() ? undefined : `it is ${whatIs(stats)}`),
    fileTrouble,
  );
}
