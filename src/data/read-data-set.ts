import { InputError } from '../engine/errors';
import { numbered } from './class-names';
import type { DataFiles } from './data-files';
import { type DataSet, filesOf, type PublishedFile } from './data-set';
import type { PartRead } from './formats/format';
import { type LabelledImages, shapeInWords } from './labelled-images';
import { classesOf, type Labelling, ownLabelling, usualLabelling } from './labelling';
import { lying, upright } from './orientation';
import { readPart } from './read-part';

/** What the files of a data set hold. */
export interface FilesRead {
  readonly training: LabelledImages;
  readonly test: LabelledImages;
  readonly labelling: Labelling;
  /** SHA-256 of each file's content, by its published name. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Whether each file's content is as it was published; undefined where that is not known. */
  readonly asPublished: boolean | undefined;
  /** Where the test images come from, in words, where no file says which they are. */
  readonly testFrom?: string;
}

/**
 * Reads the files of a data set, whose labels stand for the classes that `given` says, and by default
 * for its own. Throws InputError where a file is not well formed, or they do not belong together.
 */
export async function readDataSet(
  dataSet: DataSet,
  files: DataFiles,
  given: Labelling,
): Promise<FilesRead> {
  const { name, shape, orientation } = dataSet;
  const read = async (part: readonly PublishedFile[]) => {
    const paths = part.map((file) => files[file.name] as string);
    return upright(await readPart(dataSet, paths, lying(shape, orientation)), orientation);
  };
  const training = await read(dataSet.files.training);
  const test = await read(dataSet.files.test);
  const contents = [...training.contents, ...test.contents];
  const names = filesOf(dataSet).map((file) => file.name);
  const usual = usualLabelling(dataSet);
  const labelling = ownLabelling(given, usual);
  const { classes = usual.classes, firstLabel = usual.firstLabel ?? 0 } = labelling;
  return {
    ...labelledParts(
      { training, test },
      {
        name,
        classNames: classes === dataSet.classNames.length ? dataSet.classNames : numbered(classes),
        firstLabel,
      },
    ),
    labelling,
    checksums: Object.fromEntries(names.map((file, at) => [file, contents[at] as string])),
    asPublished: asPublished(filesOf(dataSet), contents),
  };
}

function asPublished(
  files: readonly PublishedFile[],
  contents: readonly string[],
): boolean | undefined {
  const known = files.map(({ content }) => content);
  if (known.includes(undefined)) return undefined;
  return known.every((content, at) => content === contents[at]);
}

/** What images are called, and what their labels stand for. */
interface Named {
  readonly name: string;
  readonly classNames: readonly string[];
  readonly firstLabel: number;
}

/**
 * The two parts of a data set as labelled images. Throws InputError where their images have different
 * shapes, or a label stands for no class.
 */
export function labelledParts(
  { training, test }: { readonly training: PartRead; readonly test: PartRead },
  { name, classNames, firstLabel }: Named,
): Pick<FilesRead, 'training' | 'test'> {
  const [size, other] = [shapeInWords(training), shapeInWords(test)];
  if (size !== other) {
    throw new InputError(
      `${training.imagesIn} holds images of ${size}, but ${test.imagesIn} of ${other}: ` +
        'give files that belong together',
    );
  }
  const classes = classNames.length;
  const parts = [training, test].map(({ labelsIn, labels }) => ({ file: labelsIn, labels }));
  const [ofTraining, ofTest] = classesOf(parts, { classes, firstLabel }) as [
    Uint8Array,
    Uint8Array,
  ];
  const labelled = (part: PartRead, labels: Uint8Array, called: string): LabelledImages => {
    const { count, rows, columns, channels, pixels } = part;
    return {
      name: `${name} ${called}`,
      count,
      rows,
      columns,
      channels,
      classes,
      classNames,
      pixels,
      labels,
    };
  };
  return {
    training: labelled(training, ofTraining, 'training'),
    test: labelled(test, ofTest, 'test'),
  };
}
