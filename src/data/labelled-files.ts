import { InputError } from '../engine/errors';
import { type Idx, readIdx } from './idx';

/** A file of images and the file of their labels, as they stand in them. */
export interface LabelledFiles {
  readonly images: Idx;
  readonly labels: Idx;
}

/**
 * Reads an IDX file of images and the IDX file of their labels.
 * Throws InputError where either is not well formed, or their counts differ.
 */
export async function readLabelledFiles(files: {
  readonly images: string;
  readonly labels: string;
}): Promise<LabelledFiles> {
  const images = await readIdx(files.images, 'images');
  const labels = await readIdx(files.labels, 'labels');
  const [count] = images.dimensions;
  if (labels.values.length !== count) {
    throw new InputError(
      `${files.images} holds ${count} images, but ${files.labels} holds ${labels.values.length} ` +
        'labels: the two do not belong together. Fetch both again.',
    );
  }
  return { images, labels };
}
