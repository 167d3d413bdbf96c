import { createRequire } from 'node:module';
import { run } from './run.mjs';

/** Writes the type declarations of the sources as they are now: `<folder>/src/index.d.ts` and on. */
export async function writeDeclarations(root, folder) {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const options = [
    '-p',
    'tsconfig.build.json',
    '--noCheck',
    '--emitDeclarationOnly',
    '--outDir',
    folder,
  ];
  await run(process.execPath, [tsc, ...options], { cwd: root });
}
