import { imageSize, type LabelledImages, pixelsOf } from '../data/labelled-images';

/**
 * The set with each image's pixels [rows × columns × channels] changed into what `change` returns, as
 * many again: rounded to whole values and clipped to 0 … 255 (`Uint8ClampedArray`). The labels are
 * shared with the given set, the pixels are new.
 */
export function eachImage(
  images: LabelledImages,
  change: (pixels: Uint8Array, image: number) => ArrayLike<number>,
): LabelledImages {
  const size = imageSize(images);
  const changed = new Uint8ClampedArray(images.count * size);
  for (let image = 0; image < images.count; image++)
    changed.set(change(pixelsOf(images, image), image), image * size);
  return { ...images, pixels: new Uint8Array(changed.buffer) };
}
