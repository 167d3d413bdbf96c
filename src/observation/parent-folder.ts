import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileError } from '../engine/files';

/** Makes the folder that `file` is to stand in, and those above it. Throws EnvironmentError. */
export function makeParentFolder(file: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // "exists already" is said of a folder to be made only where a file has its name
    throw fileError('create', file, code === 'EEXIST' ? { code: 'ENOTDIR' } : error);
  }
}
