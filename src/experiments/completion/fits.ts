import { dotProduct, normed } from '../measures/likeness';

/** What is hidden: at these places of each of [B] images, normed. */
export interface HiddenPixels {
  readonly places: Uint32Array;
  readonly images: readonly Float64Array[];
}

/** The pixels at `places` of images [B × size], as what is hidden of them. */
export function hiddenPixels(
  images: ArrayLike<number>,
  size: number,
  places: Uint32Array,
): HiddenPixels {
  const count = images.length / size;
  const each = Array.from({ length: count }, (_, image) => pixelsAt(images, image * size, places));
  return { places, images: each };
}

/** How well one picture fits what is hidden of an image: their correlation there; see `fitsToHidden`. */
export function fitToHidden(
  picture: ArrayLike<number>,
  { places, images }: HiddenPixels,
  image: number,
): number {
  return dotProduct(pixelsAt(picture, 0, places), images[image] as Float64Array);
}

/**
 * How well drawings [K or 1, B, size] fit what is hidden: the correlation over the hidden pixels under
 * each of so many labels, [B × labels]; NaN where either is all the same.
 */
export function fitsToHidden(
  drawings: Float32Array,
  size: number,
  hidden: HiddenPixels,
  labels: number,
): Float64Array {
  const count = hidden.images.length;
  const one = drawings.length === count * size; // no label has reached it
  const found = new Float64Array(count * labels);
  for (let image = 0; image < count; image++)
    for (let label = 0; label < labels; label++) {
      const at = image * labels + label;
      if (one && label > 0) {
        found[at] = found[at - 1] as number;
        continue;
      }
      const start = (label * count + image) * size;
      found[at] = fitToHidden(drawings.subarray(start, start + size), hidden, image);
    }
  return found;
}

function pixelsAt(pictures: ArrayLike<number>, start: number, places: Uint32Array): Float64Array {
  const pixels = new Float64Array(places.length);
  for (let at = 0; at < places.length; at++)
    pixels[at] = pictures[start + (places[at] as number)] as number;
  return normed(pixels);
}
