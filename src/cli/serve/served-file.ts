import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { InputError } from '../../input/errors';
import { readIfThere, within } from '../../machine/read-whole';

/** A file as it is sent. */
export interface ServedFile {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly encoding?: 'gzip';
  /** Whether those who take gzip, and those who do not, are sent other bytes. */
  readonly varies: boolean;
}

/** Bytes of the largest file that is sent: above those of any shipped network. */
const MOST = 2 ** 27;

/** Browsers run and draw only what is called by its type. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};
/** Networks (`.safetensors`), and what else there is. */
const ANY = 'application/octet-stream';

/**
 * The file of this name in a folder, or the packed one beside it, `<name>.gz`, where gzip is taken. Each may
 * be there without the other. Undefined where neither is, and for any name that leads out of the folder.
 * Throws EnvironmentError where the machine fails.
 */
export function servedFile(
  folder: string,
  name: string,
  takesGzip: boolean,
): ServedFile | undefined {
  const type = TYPES[path.extname(name).toLowerCase()] ?? ANY;
  const packed = contentOf(folder, `${name}.gz`);
  if (packed && takesGzip) return { type, bytes: packed, encoding: 'gzip', varies: true };
  const plain = contentOf(folder, name);
  const bytes = plain ?? (packed && gunzipSync(packed, { maxOutputLength: MOST }));
  return bytes && { type, bytes, varies: packed !== undefined };
}

function contentOf(folder: string, name: string): Buffer | undefined {
  try {
    return readIfThere(within(folder, name), MOST);
  } catch (error) {
    if (error instanceof InputError) return undefined; // a folder, or a name that leads out
    throw error;
  }
}
