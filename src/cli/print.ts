import { writeSync } from 'node:fs';
import type { OutputConfiguration } from 'commander';
import { messageInShort, visible } from '../input/errors';
import { fileError } from '../machine/file-errors';
import { screenWidth, wrapped } from '../machine/screen';

/** Who read what the program prints has gone, as `| head` does; nothing is left to do. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/**
 * Prints what a command is for, on stdout, for people to read: nothing unseen is in it, and lines end between
 * words on a terminal. Throws ReaderGone, and EnvironmentError where stdout cannot be written, as on a full
 * disk.
 */
export function print(text: string): void {
  const width = screenWidth(process.stdout);
  printData(width === undefined ? visible(text) : wrapped(visible(text), width));
}

/** The same of a value as JSON. */
export function printJson(value: unknown): void {
  printData(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints what a program may read, as it is; all of it is handed over on return. Throws as `print`. */
export function printData(text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(process.stdout.fd, bytes, done);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (GONE.includes(code)) throw new ReaderGone();
      if (code !== 'EAGAIN') throw fileError('write to', 'stdout', error);
      Atomics.wait(NOTHING, 0, 0, PAUSE); // a pipe that takes no more until somebody reads
    }
  }
}

/** What the system calls a pipe without a reader, and a terminal that was closed. */
const GONE = ['EPIPE', 'EIO'];
const NOTHING = new Int32Array(new SharedArrayBuffer(4));
/** In milliseconds. */
const PAUSE = 10;

/**
 * Says a line, or several, to the person: on stderr, where a terminal's lines end between words. Whether
 * anybody still hears it, or the disk that it goes to is full, makes no difference to the work.
 */
export function tell(text: string, stream: NodeJS.WriteStream = process.stderr): void {
  try {
    stream.write(`${stream.isTTY ? onTerminal(text, stream) : visible(text)}\n`);
  } catch {
    // Files are written at once and throw; of pipes and terminals an event says so (`asProgram`).
  }
}

/** A text as it fits a terminal, which may not say how wide it is. */
export function onTerminal(text: string, stream: NodeJS.WriteStream): string {
  return wrapped(visible(text), screenWidth(stream) ?? USUAL);
}

/** Columns where nothing says how many there are, as of help that goes to a file. */
const USUAL = 80;

/** Where a command's help and its complaints go; these in short, whatever was typed. */
export const COMMAND_OUTPUT: OutputConfiguration = {
  writeOut: print,
  writeErr: (text) => tell(text.trimEnd()),
  getOutHelpWidth: () => screenWidth(process.stdout) ?? USUAL,
  getErrHelpWidth: () => screenWidth(process.stderr) ?? USUAL,
  outputError: (text, write) => write(messageInShort(text)),
};
