import { flag } from './flag';

/** An option as it is typed: its flag, and its value unless it is a switch. */
export type OptionWords = readonly [flag: string, value?: string];

/**
 * Options as they are typed: `--hidden` and `20,20`; a list of what has commas itself is typed one by
 * one, and a switch that is off is not.
 */
export function optionWords(options: Readonly<Record<string, unknown>>): OptionWords[] {
  return Object.entries(options).flatMap(([name, value]): OptionWords[] => {
    if (value === undefined || value === false) return [];
    if (value === true) return [[flag(name)]];
    const parts = [value].flat().map(String);
    const apart = Array.isArray(value) && parts.some((part) => part.includes(','));
    return (apart ? parts : [parts.join(',')]).map((typed) => [flag(name), typed]);
  });
}
