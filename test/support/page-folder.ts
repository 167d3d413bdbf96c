import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which the page is built, once for all tests (`servedPage`). */
    readonly pageFolder: string;
  }
}

/** Makes the folder before the tests, and removes it after them. */
export default function pageFolder({ provide }: TestProject): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'topdown-web-'));
  provide('pageFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
