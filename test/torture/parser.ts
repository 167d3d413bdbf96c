import type { RandomStream } from '../../src/engine/random';

/** The files of an input, by their names in its folder. */
export type Files = ReadonlyMap<string, Buffer>;

/** A reader of the program's, what it reads, and how that is damaged. */
export interface Parser {
  /** Its file's name in `parsers/`, too. */
  readonly name: string;
  /** Sound inputs, as the program makes them: the same every time. */
  readonly sound: () => Promise<readonly Files[]> | readonly Files[];
  /** A damaged one. `others` are all the sound ones, to take parts from. */
  readonly damage: (sound: Files, random: RandomStream, others: readonly Files[]) => Files;
  /** Does with the input in this folder what the program does with it, and throws what it throws. */
  readonly read: (folder: string) => unknown;
  /** Bytes of memory that it may take besides ten times the input's, where it makes more of it: a page. */
  readonly floor?: number;
}

/** `files` with one of them in another way, which `random` chooses. */
export function damageOne(
  files: Files,
  random: RandomStream,
  damage: (content: Buffer, name: string) => Buffer,
): Files {
  const names = [...files.keys()];
  const name = names[random.integer(0, names.length - 1)] as string;
  return new Map([...files, [name, damage(files.get(name) as Buffer, name)]]);
}

/** One of several. */
export function oneOf<T>(random: RandomStream, several: readonly T[]): T {
  return several[random.integer(0, several.length - 1)] as T;
}
