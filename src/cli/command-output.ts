import { print } from './print';
import { tell } from './tell';

/** Where a command's help and its complaints go. */
export const COMMAND_OUTPUT = {
  writeOut: print,
  writeErr: (text: string) => tell(text.trimEnd()),
};
