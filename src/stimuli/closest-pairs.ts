import { type LabelledImages, pixelsOf } from '../data/labelled-images';
import { brightness } from './channels';
import { signedDistances } from './signed-distance';

/** Two images of a set, by their places in it. */
export type ImagePair = readonly [first: number, other: number];

/** A pixel this bright belongs to the shape of what is drawn. */
const INK = 128;

/**
 * Pairs of an image of one class and one of another that are most alike in shape, at most so many,
 * the most alike first; none is in two pairs. No network is asked: how unlike two images are is the
 * sum over pixels of the squared difference of the signed distances of their ink.
 */
export function closestPairs(
  images: LabelledImages,
  [label, otherLabel]: readonly [number, number],
  most: number,
): ImagePair[] {
  const ofLabel = (wanted: number) =>
    Array.from(images.labels.keys())
      .filter((image) => images.labels[image] === wanted)
      .map((image) => ({ image, shape: inkShape(images, image) }));
  const others = ofLabel(otherLabel);
  const candidates = ofLabel(label).flatMap((one) =>
    others.map((other) => ({
      pair: [one.image, other.image] as const,
      unlike: squaredDifference(one.shape, other.shape),
    })),
  );
  candidates.sort((one, next) => one.unlike - next.unlike);
  const taken = new Set<number>();
  const pairs: ImagePair[] = [];
  for (const { pair } of candidates) {
    if (pairs.length === most) break;
    if (pair.some((image) => taken.has(image))) continue;
    for (const image of pair) taken.add(image);
    pairs.push(pair);
  }
  return pairs;
}

function inkShape(images: LabelledImages, image: number): Float64Array {
  const bright = brightness(pixelsOf(images, image), images);
  const ink = bright.map((grey) => Number(grey >= INK));
  return signedDistances(ink, images.rows, images.columns);
}

function squaredDifference(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += ((one[at] as number) - (other[at] as number)) ** 2;
  return sum;
}
