import type { LoadedDataSet, Location } from '../data/data-source';
import type { Labelling } from '../data/labelling';
import { loadDataSet, locateDataSets } from '../data/load';
import { namesSaid, shapeInWords } from '../images/labelled-images';
import { firstFew } from '../input/errors';
import { withDownloads } from '../runs/downloads';
import { interruptible } from './interruptible';
import { print, printJson } from './print';

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
export function locationInWords({
  name,
  about,
  kind,
  path,
  problem,
  hint,
  byHand,
}: Location): string {
  const places: Record<Location['kind'], string> = {
    drawn: 'drawn by the program',
    folder: path,
    cache: path,
    download:
      (byHand === undefined
        ? `not here yet: it will be downloaded to ${path} when it is asked for; or give its folder by --data`
        : `not here: get it from ${byHand}, and give the folder of its unpacked files by --data`) +
      (hint === undefined ? '' : `. ${hint}`),
  };
  return `${name} (${about}): ${problem ?? places[kind]}`;
}

/** Loads one data set, from wherever it is, and prints what is in it. Returns the exit code. */
export function showDataSet(name: string, { json, ...given }: Request): Promise<number> {
  return interruptible(
    async ({ progress, stop: { signal } }) => {
      const loaded = await withDownloads({ progress, signal }, (control) =>
        loadDataSet(name, { ...given, ...control }),
      );
      if (json) printJson(factsOf(loaded));
      else print(inWords(loaded));
      return 0;
    },
    () => 'stopped; what arrived whole is kept',
  );
}

function factsOf(loaded: LoadedDataSet) {
  const { training, test, source, labelling, checksums, asPublished, testFrom } = loaded;
  const { rows, columns, channels, classes, classNames } = training;
  return {
    name: loaded.name,
    source,
    training: training.count,
    test: test.count,
    rows,
    columns,
    channels,
    ...{ classes, classNames, ...labelling },
    ...(testFrom !== undefined && { testFrom }),
    asPublished: asPublished ?? null,
    checksums,
  };
}

function inWords({ name, training, test, source, asPublished, testFrom }: LoadedDataSet): string {
  const { classes, classNames } = training;
  return (
    `${name}: ${training.count} training and ${test.count} test images of ${shapeInWords(training)} pixels, ${classes} classes${namesInWords(classNames)}\n` +
    `from: ${source.path || 'drawn by the program'}\n` +
    (testFrom === undefined ? '' : `test images: ${testFrom}\n`) +
    `files as published: ${PUBLISHED[String(asPublished)]}\n`
  );
}

/** What is known of files as they were published, in words. */
const PUBLISHED: Readonly<Record<string, string>> = {
  true: 'yes',
  false: 'no',
  undefined: 'not known',
};

function namesInWords(names: readonly string[]): string {
  const said = namesSaid(names);
  return said ? `: ${firstFew(said, 12).join(', ')}` : '';
}
