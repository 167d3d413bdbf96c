import path from 'node:path';
import { EnvironmentError } from '../../input/errors';
import { packageFolder } from '../../machine/package-folder';
import { kindOf } from '../../machine/read-whole';
import type { PageFolders } from './answer';

/**
 * The folders of the page that `topdown serve` shows, in topdown's own folder or another.
 * Throws EnvironmentError where it has not been built.
 */
export function webFolders(home = packageFolder): PageFolders {
  const folder = path.join(home, 'dist', 'web');
  if (kindOf(folder) === 'folder') return { page: folder, networks: path.join(home, 'models') };
  throw new EnvironmentError(
    `the page has not been built, there is no ${folder}: in a clone, \`npm run web\` builds it; elsewhere, install topdown again`,
  );
}
