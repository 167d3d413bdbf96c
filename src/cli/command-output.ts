import type { OutputConfiguration } from 'commander';
import { messageInShort } from '../engine/in-short';
import { print } from './print';
import { tell } from './tell';

/** Where a command's help and its complaints go; these in short, whatever was typed. */
export const COMMAND_OUTPUT: OutputConfiguration = {
  writeOut: print,
  writeErr: (text) => tell(text.trimEnd()),
  outputError: (text, write) => write(messageInShort(text)),
};
