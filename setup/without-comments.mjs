// What comments say stands in the declarations beside the scripts: in the scripts they only take room.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';

/** Takes the comments out of every script in a folder and the folders within it. */
export function withoutComments(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.js')) continue;
    const file = path.join(entry.parentPath, entry.name);
    const { code } = transformSync(readFileSync(file, 'utf8'), {
      ...{ charset: 'utf8', legalComments: 'none', loader: 'js' },
    });
    writeFileSync(file, code);
  }
}
