import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AbsolutePath, AsyncMutable } from 'zarrita';
import { InputError } from '../engine/errors';
import { fileError } from '../engine/files';
import { readIfThere } from '../engine/read-whole';
import { makeParentFolder } from './parent-folder';

/** The files of one trace. Each is written as a whole or not at all, so a crash leaves none torn. */
export interface TraceStore extends AsyncMutable {
  get(key: AbsolutePath): Promise<Uint8Array | undefined>;
  set(key: AbsolutePath, bytes: Uint8Array): Promise<void>;
}

/** Bytes of a file of a trace at the most: one block of a huge layer. */
const LARGEST = 2 ** 31;

/** Where files lie until they are whole: not in the root, where readers warn of what they find. */
const NURSERY = 'image';

/**
 * A store in a new folder. Throws InputError if the folder exists, EnvironmentError if it or a
 * file in it cannot be written.
 */
export async function traceStore(folder: string): Promise<TraceStore> {
  await newFolder(folder);
  let written = 0;
  return {
    async get(key) {
      return readIfThere(path.join(folder, key), LARGEST);
    },
    async set(key, bytes) {
      const file = path.join(folder, key);
      const draft = path.join(folder, NURSERY, `.draft-${written++}`);
      try {
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(draft, bytes);
        if (key.endsWith('zarr.json')) await flush(draft);
        await rename(draft, file);
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined);
        throw fileError('write', file, error);
      }
    },
  };
}

async function newFolder(folder: string): Promise<void> {
  makeParentFolder(folder);
  try {
    await mkdir(folder);
    await mkdir(path.join(folder, NURSERY));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new InputError(`${folder} exists already: choose another name or remove it first`);
    throw fileError('create', folder, error);
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}
