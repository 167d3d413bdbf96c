import path from 'node:path';
import { EnvironmentError } from '../../input/errors';
import { packageFolder } from '../../machine/package-folder';
import { kindOf } from '../../machine/read-whole';

/**
 * The folder of the page that `topdown serve` shows, in topdown's own folder or another.
 * Throws EnvironmentError where it has not been built.
 */
export function webFolder(home = packageFolder): string {
  const folder = path.join(home, 'dist', 'web');
  if (kindOf(folder) === 'folder') return folder;
  throw new EnvironmentError(
    `the page has not been built, there is no ${folder}: in a clone, \`npm run web\` builds it; elsewhere, install topdown again`,
  );
}
