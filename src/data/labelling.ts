import { InputError } from '../input/errors';
import type { DataSet } from './data-set';

/** What the labels in a data set's files stand for, where it is not what the data set says. */
export interface Labelling {
  /** Number of classes (`--classes`); by default the data set's own. */
  readonly classes?: number | undefined;
  /** The label that the first class has in the files (`--first-label`); by default the data set's own. */
  readonly firstLabel?: number | undefined;
}

/** The most classes that a network can have. */
export const MOST_CLASSES = 255;

/** The labels of a file, as they stand in it. */
export interface FileLabels {
  readonly file: string;
  /** [count] */
  readonly labels: Uint8Array;
}

/** What a labelling says, where it says anything. */
export function labellingSaid({ classes, firstLabel }: Labelling): Labelling {
  return {
    ...(classes !== undefined && { classes }),
    ...(firstLabel !== undefined && { firstLabel }),
  };
}

/** What a data set's labels stand for, of itself. */
export interface UsualLabelling {
  readonly classes: number;
  /** 0 unless told. */
  readonly firstLabel?: number | undefined;
}

/** How a data set's labels count, as it is declared. */
export function usualLabelling({
  classNames,
  firstLabel,
}: Pick<DataSet, 'classNames' | 'firstLabel'>): UsualLabelling {
  return { classes: classNames.length, firstLabel };
}

/** What of a labelling is not as the data set has it anyway. */
export function ownLabelling(
  { classes, firstLabel }: Labelling,
  { classes: usual, firstLabel: first = 0 }: UsualLabelling,
): Labelling {
  return labellingSaid({
    classes: classes === usual ? undefined : classes,
    firstLabel: firstLabel === first ? undefined : firstLabel,
  });
}

/** Whether a labelling is another than the data set's. */
export function hasOwnLabelling(given: Labelling, usual: UsualLabelling): boolean {
  return Object.keys(ownLabelling(given, usual)).length > 0;
}

/**
 * The classes 0 … classes-1 that the labels of a data set's files stand for, a list each [count].
 * Throws InputError for a label that stands for none: it names the options that fit the labels.
 */
export function classesOf(
  files: readonly FileLabels[],
  { classes, firstLabel }: { readonly classes: number; readonly firstLabel: number },
): Uint8Array[] {
  for (const { file, labels } of files) {
    const stray = labels.findIndex((label) => label < firstLabel || label >= firstLabel + classes);
    if (stray < 0) continue;
    throw new InputError(
      `${file} gives image ${stray} the label ${labels[stray]}, but ${classes} classes have labels ` +
        `${firstLabel} to ${firstLabel + classes - 1}. ${labelsFound(files, firstLabel)}`,
    );
  }
  if (firstLabel === 0) return files.map(({ labels }) => labels);
  return files.map(({ labels }) => labels.map((label) => label - firstLabel));
}

/** The smallest and the largest of some labels; 255 and 0 where there are none. */
export function labelsFromTo(
  parts: readonly Pick<FileLabels, 'labels'>[],
): readonly [smallest: number, largest: number] {
  let [smallest, largest] = [255, 0];
  for (const { labels } of parts)
    for (const label of labels) {
      smallest = Math.min(smallest, label);
      largest = Math.max(largest, label);
    }
  return [smallest, largest];
}

/** Which labels there are, and how to ask for them. */
function labelsFound(files: readonly FileLabels[], said: number): string {
  const [smallest, largest] = labelsFromTo(files);
  const count = largest - smallest + 1;
  const found = `The labels found go from ${smallest} to ${largest}, which makes ${count} classes`;
  if (count < 2 || count > MOST_CLASSES) return `${found}: correct the file.`;
  const first = smallest === said && said === 0 ? '' : ` --first-label ${smallest}`;
  return `${found}: if that is right, give --classes ${count}${first}; if not, correct the file.`;
}
