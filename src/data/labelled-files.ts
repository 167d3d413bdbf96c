import { InputError } from '../engine/errors';
import { type Idx, readIdx } from './idx';
import type { LabelledImages } from './labelled-images';

/** Two files as one set, with the checksums of each. */
export interface LabelledFiles {
  readonly set: LabelledImages;
  readonly images: Idx;
  readonly labels: Idx;
}

/**
 * Reads an IDX file of images and the IDX file of their labels. `name` is what the set is called.
 * Throws InputError where either is not well formed, their counts differ, or a label is none of
 * 0 … classes-1.
 */
export async function readLabelledFiles(
  files: { readonly images: string; readonly labels: string },
  name: string,
  classes: number,
): Promise<LabelledFiles> {
  const images = await readIdx(files.images, 'images');
  const labels = await readIdx(files.labels, 'labels');
  const [count, rows, columns] = images.dimensions as [number, number, number];
  if (labels.values.length !== count) {
    throw new InputError(
      `${files.images} holds ${count} images, but ${files.labels} holds ${labels.values.length} ` +
        'labels: the two do not belong together. Fetch both again.',
    );
  }
  const stray = labels.values.findIndex((label) => label >= classes);
  if (stray >= 0) {
    throw new InputError(
      `${files.labels} gives image ${stray} the label ${labels.values[stray]}: ` +
        `there are ${classes} classes, 0 to ${classes - 1}. Mend the file.`,
    );
  }
  const set = { name, count, rows, columns, classes, pixels: images.values, labels: labels.values };
  return { set, images, labels };
}
