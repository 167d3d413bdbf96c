import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { didYouMean } from '../input/did-you-mean';
import { InputError } from '../input/errors';
import { packageFolder } from '../machine/package-folder';
import { readJson } from '../machine/read-json';
import { kindOf, namesIn } from '../machine/read-whole';
import { fileSha256 } from '../machine/sha256';
import { LARGEST_RECORD } from '../runs/run-record';

/** The best network that comes with the program: the paper's size, all of MNIST, shifted images. */
export const BEST = 'recurrent-2000-2000-shifted';
/** A small one, which recognises a thousand images in a fraction of a second. */
export const SMALL = 'recurrent-500-500';

const ENDING = '.safetensors';

/** Where networks lie, and a card of each; an installed package has the cards of the large ones alone. */
const FOLDER = path.join(packageFolder, 'models');

/**
 * The file of a network that comes with the program, or lies in the folder that `TOPDOWN_MODELS` names;
 * undefined where there is none of this name. Throws InputError where that is no folder, or the file is
 * not the network of this name.
 */
export function shippedFile(name: string): string | undefined {
  if (path.basename(name) !== name) return undefined;
  const fileIn = (folder: string) => path.join(folder, `${name}${ENDING}`);
  const own = fileIn(FOLDER);
  const file = existsSync(own) ? own : namedFolders().map(fileIn).find(existsSync);
  if (file) checkByCard(name, file);
  return file;
}

/**
 * The file of a network that comes with the program, or lies in the folder that `TOPDOWN_MODELS` names.
 * Throws InputError where there is none of this name, where that is no folder, or where its file is not
 * the network of this name.
 */
export function shippedModel(name: string): string {
  const file = shippedFile(name);
  if (file !== undefined) return file;
  throw new InputError(
    shippedCard(name)
      ? `the network ${name} is not in this package: ${howToGet(name)}`
      : `there is no shipped network ${name}${didYouMean(name, knownNames())}: \`npx topdown models\` lists those that there are`,
  );
}

/** The names of all networks that are there. Throws InputError where a folder of them cannot be read. */
export function shippedNames(): readonly string[] {
  return [...new Set([FOLDER, ...namedFolders()].flatMap((folder) => stemsIn(folder, ENDING)))];
}

/** The names of all networks that there are cards of, or files. Throws as `shippedNames` does. */
export function knownNames(): readonly string[] {
  const names = stemsIn(FOLDER, '.json');
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return [...new Set([...names, ...shippedNames()])].sort(compare);
}

/** The files in a folder that end so, without their ending. */
function stemsIn(folder: string, ending: string): string[] {
  const files = namesIn(folder).filter((name) => name.endsWith(ending));
  return files.map((name) => path.basename(name, ending));
}

/** The card of a network of this name, as JSON; undefined where the program knows of none. */
export function shippedCard(name: string): string | undefined {
  const file = path.join(FOLDER, `${name}.json`);
  return path.basename(name) === name && existsSync(file) ? file : undefined;
}

/** How a network is had that the program knows and that is not there, in words. */
export function howToGet(name: string): string {
  return `put ${name}${ENDING}, from the folder models of a clone, into a folder, and let TOPDOWN_MODELS name that`;
}

/** As `TOPDOWN_MODELS` names them: the folder, and that of networks in a clone. */
function namedFolders(): string[] {
  const named = process.env['TOPDOWN_MODELS'];
  if (!named) return [];
  if (kindOf(named) !== 'folder')
    throw new InputError(
      `TOPDOWN_MODELS names ${named}, which is not a folder: correct or unset it`,
    );
  return [named, path.join(named, 'models')].filter((folder) => kindOf(folder) === 'folder');
}

const card = z.object({ checksum: z.string() });

function checkByCard(name: string, file: string): void {
  const described = shippedCard(name);
  if (described === undefined) return; // a network of the person's own
  const what = { what: 'a card', schema: card, most: LARGEST_RECORD };
  if (readJson(described, what).checksum === fileSha256(file)) return;
  throw new InputError(
    `${file} is not ${name}: its SHA-256 is not that of the network's card. Copy it again`,
  );
}
