import { type ImageShape, imageSize } from '../../images/labelled-images';
import { InputError } from '../../input/errors';
import type { Format } from './format';
import { readIdx } from './idx-file';

/**
 * IDX: a file of images and one of their labels (`idx-header.ts`). Images are count × rows × columns,
 * count × rows × columns × channels, or, where their shape is declared, count × pixels.
 */
export const IDX: Format = {
  name: 'IDX',
  gzipped: true,
  async read([imagesIn = '', labelsIn = ''], shape) {
    const images = await readIdx(imagesIn, 'images');
    const labels = await readIdx(labelsIn, 'labels');
    const [count = 0] = images.dimensions;
    if (labels.values.length !== count) {
      throw new InputError(
        `${imagesIn} holds ${count} images, but ${labelsIn} holds ${labels.values.length} ` +
          'labels: the two do not belong together. Fetch both again.',
      );
    }
    return {
      ...{ count, ...shapeIn(images.dimensions, shape, imagesIn), pixels: images.values },
      ...{ labels: labels.values, labelsIn, imagesIn },
      contents: [images.sha256, labels.sha256],
    };
  },
};

/**
 * The shape of the images in a file of these dimensions; `declared` where they are count × pixels.
 * Throws InputError where that does not tell it, or tells another.
 */
export function shapeIn(
  [, ...each]: readonly number[],
  declared: ImageShape | undefined,
  file: string,
): ImageShape {
  const [rows = 0, columns, channels = 1] = each;
  if (columns !== undefined) return { rows, columns, channels };
  if (declared && imageSize(declared) === rows) return declared;
  throw new InputError(
    `${file} holds images of ${rows} pixels and does not tell how many rows and columns they have: ` +
      'write count × rows × columns into its header',
  );
}
