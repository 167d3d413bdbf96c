import { optionWords } from '../experiment/option-words';

/** Options as the words of a command: `['--hidden=20,20', '--tensorboard']`. */
export function typedOptions(options: Readonly<Record<string, unknown>>): string[] {
  return optionWords(options).map((words) => words.join('='));
}
