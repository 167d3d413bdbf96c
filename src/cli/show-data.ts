import type { Labelling } from '../data/labelling';
import { loadDataSet } from '../data/load';
import { type Location, locateDataSets } from '../data/locate';
import { downloadProgress } from '../experiment/download-progress';
import { print, printJson } from './print';
import { terminal } from './terminal';

/** Which folder to look in, what the labels there stand for, and how to print. */
interface Request extends Labelling {
  readonly data?: string | undefined;
  readonly json: boolean;
}

/** Prints where each data set would come from. Loads nothing. */
export async function listDataSets({ data, json }: Request): Promise<void> {
  const found = await locateDataSets({ data });
  if (json) printJson(found);
  else print(`${found.map(locationInWords).join('\n')}\n`);
}

/** One data set's place in words. */
export function locationInWords({ name, kind, path, problem, hint }: Location): string {
  const places: Record<Location['kind'], string> = {
    drawn: 'drawn by the program',
    folder: path,
    cache: path,
    download:
      `not here yet: it will be downloaded to ${path}, or give its folder by --data` +
      (hint === undefined ? '' : `. ${hint}`),
  };
  return `${name}: ${problem ?? places[kind]}`;
}

/** Loads one data set, from wherever it is, and prints what is in it. */
export async function showDataSet(name: string, { json, ...given }: Request): Promise<void> {
  const bars = downloadProgress(terminal());
  const loaded = await loadDataSet(name, { ...given, onProgress: bars.observe }).finally(bars.done);
  const { training, test, source, labelling, checksums, asPublished } = loaded;
  const { rows, columns, classes } = training;
  const facts = {
    name,
    source,
    training: training.count,
    test: test.count,
    rows,
    columns,
    ...{ classes, ...labelling },
    asPublished,
    checksums,
  };
  if (json) return printJson(facts);
  print(
    `${name}: ${training.count} training and ${test.count} test images of ${rows} × ${columns} pixels, ${classes} classes\n` +
      `from: ${source.path || 'drawn by the program'}\n` +
      `files as published: ${asPublished ? 'yes' : 'no'}\n`,
  );
}
