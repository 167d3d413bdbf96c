import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageFolder } from '../../machine/package-folder';

/** Written when the package is built; where we run from the sources, there is none. */
const BUILT = path.join(__dirname, 'browser-script.txt');
const SOURCE = path.join(packageFolder, 'src', 'pages', 'browser', 'scrubber.ts');

/** The page's script as one text: `browser/scrubber` and what it imports. */
export function browserScript(): string {
  return existsSync(BUILT) ? readFileSync(BUILT, 'utf8') : bundled();
}

/** One text, nothing in which ends a script element. */
function bundled(): string {
  const { buildSync } = require('esbuild') as typeof import('esbuild');
  const { outputFiles } = buildSync({
    ...{ entryPoints: [SOURCE], bundle: true, write: false, format: 'iife', target: 'es2022' },
    ...{ legalComments: 'none', logLevel: 'silent' }, // what is wrong is thrown
  });
  return (outputFiles[0]?.text ?? '').replaceAll('</', '<\\/');
}
