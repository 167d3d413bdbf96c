import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomStream } from '../../src/engine/random';
import { riseDuring } from './memory';
import { type Files, oneOf, type Parser } from './parser';
import { type Verdict, verdictOn } from './verdict';

/** What a process that reads inputs is told first. */
export interface Task {
  /** The file of the parser. */
  readonly parser: string;
  /** Of the trials: they are named by the part and a number. */
  readonly seed: number;
  readonly part: string;
  /** Where the input in hand lies, in `run/`. */
  readonly folder: string;
}

/** What it says of an input, or of the sound ones that it reads before any other. */
export type Answer = Verdict & { readonly milliseconds: number };

/** Above so many bytes of memory, or the parser's own floor, and ten times the input's own, an input takes too much. */
export const FLOOR = 64 * 2 ** 20;
const TIMES = 10;

/** So often each sound input is read first: what is loaded then is no input's. */
const WARM_UP = 5;

async function main({ parser: file, seed, part, folder }: Task): Promise<void> {
  const { default: parser } = require(file) as { default: Parser };
  const sound = await parser.sound();
  const inHand = path.join(folder, 'run');
  const take = (files: Files) => answerOn(parser, files, inHand);
  const times: number[] = [];
  for (let time = 0; time < WARM_UP; time++)
    for (const files of sound) {
      const answer = await take(files);
      if ('failure' in answer) throw new Error(`a sound input is not read: ${answer.failure}`);
      times.push(answer.milliseconds);
    }
  process.on('message', async (number: number) => {
    const random = randomStream(seed, part, number);
    process.send?.(await take(parser.damage(oneOf(random, sound), random, sound)));
  });
  const median = times.sort((one, other) => one - other)[times.length >> 1] as number;
  process.send?.({ word: 'read', milliseconds: median } satisfies Answer);
}

/** Lays the input out and reads it. */
async function answerOn(
  { read, floor = FLOOR }: Parser,
  files: Files,
  folder: string,
): Promise<Answer> {
  rmSync(path.dirname(folder), { recursive: true, force: true });
  let size = 0;
  for (const [name, content] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
    size += content.length;
  }
  let error: unknown;
  const start = performance.now();
  const rise = await riseDuring(async () => {
    try {
      await read(folder);
    } catch (thrown) {
      error = thrown ?? new Error('nothing was thrown');
    }
  });
  const milliseconds = performance.now() - start;
  const verdict = verdictOn(error);
  if (!('failure' in verdict) && rise > TIMES * size + floor) {
    const failure = `takes too much memory: ${rise} bytes for an input of ${size}`;
    return { failure, milliseconds };
  }
  return { ...verdict, milliseconds };
}

void main(JSON.parse(process.argv[2] as string));
