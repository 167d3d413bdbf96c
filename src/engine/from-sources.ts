import path from 'node:path';

/** Compiles sources as they are loaded. */
const COMPILER = path.join(__dirname, '..', '..', 'bin', 'sources.cjs');

/** The options with which Node runs a file of this program: none where that is built code. */
export function loaderOf(file: string): string[] {
  return file.endsWith('.ts') ? ['--require', COMPILER] : [];
}
