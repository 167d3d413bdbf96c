import {
  type ImageShape,
  imageSize,
  type LabelledImages,
  numbered,
  shapeInWords,
} from '../images/labelled-images';
import { EnvironmentError, InputError } from '../input/errors';
import { type DataSet, filesOf, type Orientation, type PublishedFile } from './data-set';
import type { DataFiles } from './finding/data-files';
import type { PartRead } from './formats/format';
import { classesOf, type Labelling, ownLabelling, usualLabelling } from './labelling';

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
  const { name, title = name, shape, orientation } = dataSet;
  const read = async (part: readonly PublishedFile[]) => {
    const paths = part.map((file) => files[file.name] as string);
    return upright(await readPart(dataSet, paths, lying(shape, orientation)), orientation);
  };
  const { files: parts } = dataSet;
  const both = [read(parts.training), read(parts.test)] as const;
  await Promise.allSettled(both); // where neither can be read, the error is of the training images, whichever failed first
  const [training, test] = [await both[0], await both[1]];
  const contents = [...training.contents, ...test.contents];
  const names = filesOf(dataSet).map((file) => file.name);
  const usual = usualLabelling(dataSet);
  const labelling = ownLabelling(given, usual);
  const { classes = usual.classes, firstLabel = usual.firstLabel ?? 0 } = labelling;
  return {
    ...labelledParts(
      { training, test },
      {
        name: title,
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

/**
 * What a data set's format makes of the files of one part, held to what a format promises. Throws what the
 * format throws, where that is meant for a person; EnvironmentError where it fails otherwise, or where what
 * it gives is not whole: nobody could tell later that pixels or labels are missing.
 */
export async function readPart(
  { name, format }: Pick<DataSet, 'name' | 'format'>,
  files: readonly string[],
  shape: ImageShape,
): Promise<PartRead> {
  const broken = (why: string, cause?: unknown) =>
    new EnvironmentError(`${format.name}, by which ${name} is read, ${why}`, { cause });
  const read = async () => format.read(files, shape);
  const part: PartRead | undefined = await read().catch((error: unknown) => {
    throw error instanceof InputError || error instanceof EnvironmentError
      ? error
      : broken(`fails: ${error}`, error);
  });
  if (!part) throw broken('gives nothing');
  const why = unwhole(part, files.length);
  if (why !== undefined) throw broken(why);
  return part;
}

/** Why a part is not whole; undefined where it is. */
function unwhole(part: PartRead, files: number): string | undefined {
  const { count, rows, columns, channels, pixels, labels, contents } = part;
  const whole = [count, rows, columns, channels].every((one) => Number.isInteger(one) && one > 0);
  if (!whole) return `gives ${count} images of ${shapeInWords(part)}`;
  if (!(pixels instanceof Uint8Array && labels instanceof Uint8Array))
    return 'gives pixels or labels that are not bytes (Uint8Array)';
  const images = `${count} images of ${shapeInWords(part)}`;
  if (pixels.length !== count * imageSize(part))
    return `gives ${images}, and ${pixels.length} values of pixels`;
  if (labels.length !== count) return `gives ${images}, and ${labels.length} labels`;
  if (contents?.length !== files)
    return `gives ${contents?.length ?? 0} checksums of ${files} files`;
  return undefined;
}

/** Images as they lie in files, turned as they are seen. */
export function upright(part: PartRead, orientation: Orientation = 'upright'): PartRead {
  return orientation === 'upright' ? part : transposed(part);
}

/** The shape of images as they lie in files, from that as they are seen. */
export function lying(
  { rows, columns, channels }: ImageShape,
  orientation: Orientation = 'upright',
): ImageShape {
  return orientation === 'upright'
    ? { rows, columns, channels }
    : { rows: columns, columns: rows, channels };
}

/** The images with rows and columns interchanged, the channels of a place together as before. */
function transposed(part: PartRead): PartRead {
  const { count, rows, columns, channels, pixels } = part;
  const turned = new Uint8Array(pixels.length);
  let to = 0;
  for (let image = 0; image < count; image++) {
    const start = image * rows * columns;
    for (let column = 0; column < columns; column++)
      for (let row = 0; row < rows; row++) {
        const from = (start + row * columns + column) * channels;
        for (let channel = 0; channel < channels; channel++)
          turned[to++] = pixels[from + channel] as number;
      }
  }
  return { ...part, rows: columns, columns: rows, pixels: turned };
}
