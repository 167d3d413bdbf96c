import { existsSync } from 'node:fs';
import { publishedAs, USUAL } from '../data/data-sets';
import { type Labelling, labellingSaid } from '../data/labelling';
import { loadable } from '../data/load';
import { quoted } from '../input/quoted';
import { dataContent, type ShownData } from './data-content';
import type { RunRecord } from './run-record';

/** What of a record tells how to repeat its run; those that others are shown have no folders. */
export type Repeatable = Labelling &
  Pick<RunRecord, 'scenario' | 'seed' | 'options' | 'dataSet'> & {
    readonly engine?: Pick<RunRecord['engine'], 'name'>;
    readonly data?: ShownData | undefined;
    readonly dataFolder?: string | undefined;
  };

/**
 * The command that a person types for the same run, its values quoted where a shell needs it: on the
 * data that the run found, in their folder, and on its engine where that is not the usual one. Where
 * a record that others are shown is of files that nobody published, it says `--data <folder>`.
 */
export function commandOf(record: Repeatable): string {
  const { scenario, seed, options, dataSet, data, engine } = record;
  const { checksums: _, ...reading } = data ? dataContent(data) : asAsked(record);
  const set = data?.set ?? dataSet; // a run may have fallen back on drawn digits
  const words = optionWords({
    ...options,
    dataSet: set === USUAL.name ? undefined : set,
    data: folderOf(record),
    ...reading,
    engine: engine?.name === 'native' ? undefined : engine?.name,
    seed,
  });
  const typed = words.flatMap(([flag, value]) => {
    if (value === undefined) return [flag];
    return [flag, flag === '--data' && value === FOLDER ? FOLDER : quoted(value)];
  });
  return ['npx topdown run', scenario, ...typed].join(' ');
}

/** The folder that `--data` names; undefined where the data are found, fetched or drawn without it. */
function folderOf({ data, dataFolder }: Repeatable): string | undefined {
  if (!data) return dataFolder;
  if (data.path !== undefined) return data.source === 'folder' ? data.path : undefined;
  const known = loadable(data.set)?.made || publishedAs(data.checksums)?.name === data.set;
  return known ? undefined : FOLDER;
}

/** An option as it is typed: its flag, and its value unless it is a switch. */
type OptionWords = readonly [flag: string, value?: string];

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

/** Stands for a folder that only whoever made the run knows. */
const FOLDER = '<folder>';

/** How the files are to be read, by the record of a run that has not found them. */
function asAsked(record: Labelling): Labelling & { readonly checksums?: undefined } {
  return labellingSaid(record);
}
