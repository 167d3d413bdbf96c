import { flag } from './flag';

/** An option as it is typed: its flag, and its value unless it is a switch. */
export type OptionWords = readonly [flag: string, value?: string];

/** Options as they are typed: `--hidden` and `20,20`; a switch that is off is not. */
export function optionWords(options: Readonly<Record<string, unknown>>): OptionWords[] {
  return Object.entries(options).flatMap(([name, value]): OptionWords[] => {
    if (value === undefined || value === false) return [];
    if (value === true) return [[flag(name)]];
    return textsOf(value).map((text): OptionWords => [flag(name), text]);
  });
}

/** A list is one text with commas, or where its parts have commas themselves, a text each. */
function textsOf(value: unknown): string[] {
  const texts = [value].flat().map(asWord);
  return texts.some((text) => text.includes(',')) ? texts : [texts.join()];
}

/** A value of an option or setting as it is typed: lists with commas. */
export function asWord(value: unknown): string {
  if (Array.isArray(value)) return value.map(asWord).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
