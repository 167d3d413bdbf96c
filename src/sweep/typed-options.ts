import { flag } from '../experiment/flag';

/** Options as they are typed: `['--hidden=20', '--hidden=30', '--tensorboard']`; a switch that is off is not. */
export function typedOptions(options: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    if (value === true) return [flag(name)];
    return [value].flat().map((each) => `${flag(name)}=${String(each)}`);
  });
}
