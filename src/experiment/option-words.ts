import { flag } from './flag';

/** An option as it is typed: its flag, and its value unless it is a switch. */
export type OptionWords = readonly [flag: string, value?: string];

/** Options as they are typed: `--hidden` and `20,20`; a switch that is off is not. */
export function optionWords(options: Readonly<Record<string, unknown>>): OptionWords[] {
  return Object.entries(options).flatMap(([name, value]): OptionWords[] => {
    if (value === undefined || value === false) return [];
    return [value === true ? [flag(name)] : [flag(name), String(value)]]; // a list with commas
  });
}
