import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder that all of topdown lies in: as it is checked out, or as it is installed. */
export const packageFolder = folderOf(__dirname);

/** Sources lie in `src/engine` of it, built code in `dist/src/engine`. */
function folderOf(folder: string): string {
  if (existsSync(path.join(folder, 'bin', 'topdown.cjs'))) return folder;
  return folderOf(path.dirname(folder));
}
