import path from 'node:path';
import { makeFolder } from '../engine/files';

/** Makes the folder that `file` is to stand in, and those above it. Throws EnvironmentError. */
export function makeParentFolder(file: string): void {
  makeFolder(path.dirname(file));
}
