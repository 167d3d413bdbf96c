import { appendFileSync, cpSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Failure, kindOf } from './failure';

/** A trial that failed, as it is kept. */
export interface Kept {
  readonly part: string;
  readonly trial: number;
  readonly seed: number;
  readonly kind: string;
  readonly message: string;
  /** What a person types to try it again. */
  readonly command: string;
}

/** Of each kind of failure, so many are kept with their files; of all others a line. */
const WITH_FILES = 5;
/** Larger files, such as libraries of an engine, are not part of what went wrong. In bytes. */
const LARGEST = 2 ** 23;

/**
 * Keeps failures in a folder that is made for the first: a line each in `failures.jsonl`, and the
 * files of the first few of each kind in `<part>-<trial>/`.
 */
export function keeper(folder: string) {
  const seen = new Map<string, number>();
  return (part: string, trial: number, seed: number, failure: Failure): Kept => {
    const kind = kindOf(failure.message);
    const command = `npm run torture -- --seed ${seed} --only ${part} --trial ${trial}`;
    const kept = { part, trial, seed, kind, message: failure.message, command };
    mkdirSync(folder, { recursive: true });
    appendFileSync(path.join(folder, 'failures.jsonl'), `${JSON.stringify(kept)}\n`);
    const times = (seen.get(`${part} ${kind}`) ?? 0) + 1;
    seen.set(`${part} ${kind}`, times);
    if (times <= WITH_FILES) keepFiles(path.join(folder, nameOf(part, seed, trial)), kept, failure);
    return kept;
  };
}

function keepFiles(to: string, kept: Kept, { message, folder }: Failure): void {
  mkdirSync(to, { recursive: true });
  writeFileSync(path.join(to, 'failure.txt'), `${message}\n\n${kept.command}\n`);
  if (folder === undefined) return;
  const filter = (file: string) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat !== undefined && (stat.isDirectory() || (stat.isFile() && stat.size <= LARGEST));
  };
  cpSync(folder, path.join(to, 'files'), { recursive: true, filter });
}

function nameOf(part: string, seed: number, trial: number): string {
  return `${part.replaceAll('/', '-')}-${seed}-${trial}`;
}
