import { existsSync } from 'node:fs';
import path from 'node:path';
import { EnvironmentError } from '../engine/errors';

/**
 * zarrita, which reads and writes Zarr. It offers itself to `import` alone, and TypeScript makes
 * `require` of every import here; so its entry is looked for by path, where `require` finds any
 * package. Throws EnvironmentError where it is not installed.
 */
export function zarrita(): typeof import('zarrita') {
  const entries = (require.resolve.paths('zarrita') ?? []).map((modules) =>
    path.join(modules, 'zarrita', 'dist', 'src', 'index.js'),
  );
  const entry = entries.find((one) => existsSync(one));
  if (!entry) throw new EnvironmentError('zarrita is not installed: run `npm run setup`');
  return require(entry) as typeof import('zarrita');
}
