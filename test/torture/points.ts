import { readdirSync } from 'node:fs';
import path from 'node:path';

/** A point at which a job is ended: something of this name has come to be, anywhere in the folder. */
export function whenThere(folder: string, name: RegExp): () => boolean {
  return () => {
    try {
      return readdirSync(folder, { recursive: true }).some((one) =>
        name.test(path.basename(String(one))),
      );
    } catch {
      return false; // what it looked at has gone in between
    }
  };
}
