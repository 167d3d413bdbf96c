import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { packageFolder } from '../engine/package-folder';

/** The best network that comes with the program: the paper's size, all of MNIST, shifted images. */
export const BEST = 'recurrent-2000-2000-shifted';
/** A small one, which recognises a thousand images in a fraction of a second. */
export const SMALL = 'recurrent-500-500';

const ENDING = '.safetensors';

/** Where networks lie. */
const FOLDER = path.join(packageFolder, 'models');

/** The file of a network that comes with the program; undefined where there is none of this name. */
export function shippedModel(name: string): string | undefined {
  if (path.basename(name) !== name) return undefined;
  const file = path.join(FOLDER, `${name}${ENDING}`);
  return existsSync(file) ? file : undefined;
}

/** The names of all networks that come with the program. */
export function shippedNames(): readonly string[] {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  return files.filter((name) => name.endsWith(ENDING)).map((name) => path.basename(name, ENDING));
}
