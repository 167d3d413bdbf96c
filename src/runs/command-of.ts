import { publishedAs, USUAL } from '../data/data-sets';
import { type Labelling, labellingSaid } from '../data/labelling';
import { loadable } from '../data/load';

import { dataContent, type ShownData } from './data-content';
import { optionWords } from './option-words';
import type { RunRecord } from './run-record';

/** What of a record tells how to repeat its run; those that others are shown have no folders. */
export type Repeatable = Labelling &
  Pick<RunRecord, 'scenario' | 'seed' | 'options' | 'dataSet'> & {
    readonly engine?: Pick<RunRecord['engine'], 'name'>;
    readonly data?: ShownData | undefined;
    readonly dataFolder?: string | undefined;
  };

/** Stands for a folder that only whoever made the run knows. */
const FOLDER = '<folder>';

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
  return ['npx ts-node', `scenarios/${scenario}.ts`, ...typed].join(' ');
}

/** How the files are to be read, by the record of a run that has not found them. */
function asAsked(record: Labelling): Labelling & { readonly checksums?: undefined } {
  return labellingSaid(record);
}

/** The folder that `--data` names; undefined where the data are found, fetched or drawn without it. */
function folderOf({ data, dataFolder }: Repeatable): string | undefined {
  if (!data) return dataFolder;
  if (data.path !== undefined) return data.source === 'folder' ? data.path : undefined;
  const known = loadable(data.set)?.made || publishedAs(data.checksums)?.name === data.set;
  return known ? undefined : FOLDER;
}

/** One word of a shell: in single quotes where it has anything that a shell might read. */
function quoted(word: string): string {
  if (/^[\w%+,./:@-][\w%+,./:=@-]*$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
