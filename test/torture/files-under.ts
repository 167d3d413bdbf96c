import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The paths of all files under a folder, in order; a file's own path alone. */
export function filesUnder(folder: string): string[] {
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
