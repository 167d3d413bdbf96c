import { messageInShort } from './in-short';

/** An error whose message is for the person at the keyboard, whatever was typed into it. */
class Told extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(messageInShort(message), options);
  }
}

/**
 * Something given to the program is wrong: an option, a path, a file's content. The command ends
 * with code 2. The message says what was wrong, where, and what to do.
 */
export class InputError extends Told {
  override readonly name = 'InputError';
}

/**
 * Something around the program is wrong: a full disk, a folder that cannot be written, an engine
 * that cannot be loaded. The command ends with code 1. The message is for the person too.
 */
export class EnvironmentError extends Told {
  override readonly name = 'EnvironmentError';
}
