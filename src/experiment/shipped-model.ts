import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The best network that comes with the program: the paper's size, all of MNIST, shifted images. */
export const BEST = 'recurrent-2000-2000-shifted';
/** A small one, which recognises a thousand images in a fraction of a second. */
export const SMALL = 'recurrent-500-500';

const ENDING = '.safetensors';

/** Where networks lie, seen from this file as it is written and as it is built. */
const FOLDERS = ['../../models', '../../../models'];

/** The file of a network that comes with the program; undefined where there is none of this name. */
export function shippedModel(name: string): string | undefined {
  if (path.basename(name) !== name) return undefined;
  return FOLDERS.map((folder) => path.resolve(__dirname, folder, `${name}${ENDING}`)).find(
    existsSync,
  );
}

/** The names of all networks that come with the program. */
export function shippedNames(): readonly string[] {
  const folder = FOLDERS.map((one) => path.resolve(__dirname, one)).find(existsSync);
  const files = folder === undefined ? [] : readdirSync(folder);
  return files.filter((name) => name.endsWith(ENDING)).map((name) => path.basename(name, ENDING));
}
