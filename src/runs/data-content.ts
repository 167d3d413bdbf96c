import { isDeepStrictEqual } from 'node:util';
import { type Checksums, publishedAs } from '../data/data-sets';
import type { LoadedDataSet } from '../data/data-source';
import { loadable } from '../data/load';
import type { RunRecord } from './run-record';

type RecordedData = NonNullable<RunRecord['data']>;

/** Of a run's data, what says how they were called, where they were, how the run divided them, how they look. */
const ABOUT = [
  ...(['set', 'source', 'path', 'split', 'training', 'held'] as const),
  ...(['looks', 'testFrom'] as const),
] as const;

type About = (typeof ABOUT)[number];

/** What a run's data are: all that a record has of them besides. */
export type DataContent = Omit<RecordedData, About>;

/** Data as a record has them; where others are shown it, without their place. */
export type ShownData = DataContent &
  Pick<RecordedData, 'set'> & { readonly [Name in About]?: RecordedData[Name] | undefined };

/** What recorded data are: two runs are on the same data exactly where this is equal. */
export function dataContent(data: ShownData): DataContent {
  const about: readonly string[] = ABOUT;
  const content = Object.entries(data).filter(([name]) => !about.includes(name));
  return Object.fromEntries(content) as DataContent;
}

/** What a loaded data set is, as a record holds it. */
export function loadedContent({
  checksums,
  labelling,
}: Pick<LoadedDataSet, 'checksums' | 'labelling'>): DataContent {
  return { checksums, ...labelling };
}

/** What differs between two data sets: files, by name, and how they are read. */
export function dataDifferences(one: DataContent, other: DataContent): string[] {
  const [before, now] = [parts(one), parts(other)];
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (name) => !isDeepStrictEqual(before[name], now[name]),
  );
}

function parts({ checksums, ...reading }: DataContent): Readonly<Record<string, unknown>> {
  return { ...checksums, ...reading };
}

/** Whether two data sets have the same training images and labels; their test images may differ. */
export function sameTraining(one: Checksums, other: Checksums): boolean {
  return dataDifferences({ checksums: one }, { checksums: other }).every((file) =>
    /(^|[-_.])(t10k|test)[-_.]/.test(file),
  );
}

/** The folder that names a run's data again; undefined where they are found, fetched or drawn without. */
export function givenFolder({
  source,
  path,
}: Pick<RecordedData, 'source' | 'path'>): string | undefined {
  return source === 'folder' ? path : undefined;
}

/** What a data set is called, and what its files are where they are not those of that name. */
export function dataInWords({ set, checksums, classes }: ShownData): string {
  const own = classes === undefined ? '' : ` of ${classes} classes`;
  const published = publishedAs(checksums)?.name;
  if (published === set || loadable(set)?.made) return `${set}${own}`;
  const files = published === undefined ? 'files of one’s own' : `the files of ${published}`;
  return `${set} (${files})${own}`;
}
