import { flag } from '../experiment/flag';

/** Options as they are typed: `['--hidden=20,20', '--tensorboard']`; a switch that is off is not. */
export function typedOptions(options: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    return [value === true ? flag(name) : `${flag(name)}=${String(value)}`]; // a list with commas
  });
}
