import { existsSync } from 'node:fs';

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

/** An option as it is typed: `readoutRate` → `--readout-rate`. */
export function flag(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}

/** Parts of a path between separators; where it has more, it has to stand alone. */
const MOST_JOINED = 8;
/** Of longer lists, which nobody types, no part is looked for. */
const LONGEST_LIST = 1000;

/**
 * The paths in a list as people type it, with separators between them. A path whose own name has
 * separators is taken as it is where there is such a file or folder: `a,b` is one path where `a,b` is
 * there, else two. The longest that is there counts.
 */
export function pathsIn(list: string, separator: ',' | '+'): string[] {
  const parts = list.split(separator);
  if (parts.length > 1 && existsSync(list)) return [list];
  if (parts.length > LONGEST_LIST) return parts;
  const paths: string[] = [];
  for (let start = 0; start < parts.length; ) {
    let end = Math.min(start + MOST_JOINED, parts.length);
    const joined = () => parts.slice(start, end).join(separator);
    while (end > start + 1 && !existsSync(joined())) end--;
    paths.push(joined());
    start = end;
  }
  return paths;
}
