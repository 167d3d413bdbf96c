import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder that all of topdown lies in: as it is checked out, or as it is installed. */
export const packageFolder = folderOf(__dirname);

/** Sources lie in `src/machine` of it, built code in `dist/src/machine`. */
function folderOf(folder: string): string {
  if (existsSync(path.join(folder, 'bin', 'topdown.cjs'))) return folder;
  return folderOf(path.dirname(folder));
}

/** Compiles sources as they are loaded. */
const COMPILER = path.join(__dirname, '..', '..', 'bin', 'sources.cjs');

/** The options with which Node runs a file of this program: none where that is built code. */
export function loaderOf(file: string): string[] {
  return file.endsWith('.ts') ? ['--require', COMPILER] : [];
}
