import { InputError } from '../engine/errors';
import { type DataSet, FILE_ROLES, type FileRole } from './data-sets';
import type { Idx } from './idx';
import { type LabelledFiles, readLabelledFiles } from './labelled-files';
import type { LabelledImages } from './labelled-images';
import { classesOf, type Labelling, ownLabelling } from './labelling';

/** What the four files of a data set hold. */
export interface FilesRead {
  readonly training: LabelledImages;
  readonly test: LabelledImages;
  readonly labelling: Labelling;
  /** SHA-256 of each file's content, by its published name. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Whether each file's content is as it was published. */
  readonly asPublished: boolean;
}

/**
 * Reads the four files of a data set, whose labels stand for the classes that `labelling` says.
 * Throws InputError where a file is not well formed, or they do not belong together.
 */
export async function readDataSet(
  dataSet: DataSet,
  files: Readonly<Record<FileRole, string>>,
  given: Labelling,
): Promise<FilesRead> {
  const training = await readLabelledFiles({
    images: files.trainingImages,
    labels: files.trainingLabels,
  });
  const test = await readLabelledFiles({ images: files.testImages, labels: files.testLabels });
  const [size, other] = [sizeOf(training), sizeOf(test)];
  if (size !== other) {
    throw new InputError(
      `${files.trainingImages} holds images of ${size}, but ${files.testImages} of ${other}: ` +
        'give files that belong together',
    );
  }
  const labelling = ownLabelling(given, dataSet);
  const { classes = dataSet.classes, firstLabel = 0 } = labelling;
  const [ofTraining, ofTest] = classesOf(
    [
      { file: files.trainingLabels, labels: training.labels.values },
      { file: files.testLabels, labels: test.labels.values },
    ],
    { classes, firstLabel },
  ) as [Uint8Array, Uint8Array];
  const { name } = dataSet;
  return {
    training: labelled(training.images, { name: `${name} training`, classes, labels: ofTraining }),
    test: labelled(test.images, { name: `${name} test`, classes, labels: ofTest }),
    labelling,
    ...checked(dataSet, {
      trainingImages: training.images,
      trainingLabels: training.labels,
      testImages: test.images,
      testLabels: test.labels,
    }),
  };
}

function sizeOf({ images }: LabelledFiles): string {
  return images.dimensions.slice(1).join(' × ');
}

function labelled(
  { dimensions, values: pixels }: Idx,
  rest: Pick<LabelledImages, 'name' | 'classes' | 'labels'>,
): LabelledImages {
  const [count, rows, columns] = dimensions as [number, number, number];
  return { ...rest, count, rows, columns, pixels };
}

function checked(
  { files }: DataSet,
  read: Readonly<Record<FileRole, Idx>>,
): Pick<FilesRead, 'checksums' | 'asPublished'> {
  const entries = FILE_ROLES.map((role) => [files[role].name, read[role].sha256]);
  const asPublished = FILE_ROLES.every((role) => read[role].sha256 === files[role].content);
  return { checksums: Object.fromEntries(entries), asPublished };
}
