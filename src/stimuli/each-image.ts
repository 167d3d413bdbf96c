import type { LabelledImages } from '../data/labelled-images';

/**
 * The set with each image's pixels [rows × columns] changed into what `change` returns, as many
 * again: rounded to whole grey values and clipped to 0 … 255 (`Uint8ClampedArray`). The labels are
 * shared with the given set, the pixels are new.
 */
export function eachImage(
  images: LabelledImages,
  change: (pixels: Uint8Array, image: number) => ArrayLike<number>,
): LabelledImages {
  const size = images.rows * images.columns;
  const changed = new Uint8ClampedArray(images.count * size);
  for (let image = 0; image < images.count; image++)
    changed.set(change(pixelsOf(images, image), image), image * size);
  return { ...images, pixels: new Uint8Array(changed.buffer) };
}

/** One image's pixels, shared with the set: [rows × columns]. */
export function pixelsOf({ pixels, rows, columns }: LabelledImages, image: number): Uint8Array {
  const size = rows * columns;
  return pixels.subarray(image * size, (image + 1) * size);
}
