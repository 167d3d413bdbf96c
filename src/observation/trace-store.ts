import { existsSync } from 'node:fs';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EnvironmentError, InputError } from '../input/errors';
import { fileError } from '../machine/file-errors';
import { checkHeld, makeFolder, putInPlace, remove } from '../machine/files';
import { readIfThere } from '../machine/read-whole';
import { ROOT, type TraceStore } from './trace-writer';

/** Bytes of a file of a trace at the most: one block of a huge layer. */
const LARGEST = 2 ** 31;

const ZSTD = { name: 'zstd', configuration: { level: 1, checksum: false } };

/** Where files lie until they are whole: not in the root, where readers warn of what they find. */
const NURSERY = 'image';

/**
 * A store in a new folder, which has its root from the first moment that it is there. Each file is
 * written as a whole or not at all, so a crash leaves none torn. Throws
 * InputError if the folder exists, EnvironmentError if it or a file in it cannot be written.
 */
export async function traceStore(folder: string, root: Uint8Array): Promise<TraceStore> {
  await newFolder(folder, root);
  let written = 0;
  return {
    packing: [ZSTD],
    async get(key) {
      return readIfThere(path.join(folder, key), LARGEST);
    },
    async set(key, bytes) {
      const file = path.join(folder, key);
      const draft = path.join(folder, NURSERY, `.draft-${written++}`);
      try {
        checkHeld(file);
        await writeFile(draft, bytes); // first: where the store is gone, nothing of it is made anew
        if (key.endsWith('zarr.json')) await flush(draft);
        await mkdir(path.dirname(file), { recursive: true });
        putInPlace(draft, file);
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined);
        throw error instanceof EnvironmentError ? error : fileError('write', file, error);
      }
    },
  };
}

/** Made beside its place, with its root, and renamed then; what a crash left there goes. */
async function newFolder(folder: string, root: Uint8Array): Promise<void> {
  const draft = `${folder}.tmp`;
  makeFolder(path.dirname(folder));
  if (existsSync(folder)) throw existsAlready(folder);
  remove(draft);
  makeFolder(path.join(draft, NURSERY));
  try {
    const file = path.join(draft, ROOT);
    await writeFile(file, root);
    await flush(file);
    putInPlace(draft, folder);
  } catch (error) {
    remove(draft);
    if (existsSync(folder)) throw existsAlready(folder); // another was faster
    throw error instanceof EnvironmentError ? error : fileError('create', folder, error);
  }
}

function existsAlready(folder: string): InputError {
  return new InputError(`${folder} exists already: choose another name or remove it first`);
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

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
