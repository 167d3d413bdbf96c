import { InputError, inShort } from '../../input/errors';
import { type LabelledImages, pixelsOf } from '../labelled-images';
import { drawnMorph } from './drawn-morph';
import { brightness, channelsOf, interleaved } from './each-image';
import { morph, signedDistances } from './morph';

/** A digit on its way to another one. */
export interface Ambiguous {
  /** Two images of a set, or strokes that the program draws. */
  readonly source: 'real' | 'drawn';
  /** Of the digit at share 0 and of that at share 1. */
  readonly labels: readonly [first: number, other: number];
  /** Values 0 … 255 at a morph level, 0 … 1: [rows × columns × channels]. */
  readonly at: (share: number) => ArrayLike<number>;
}

/** Digits that people take for each other. */
export const CONFUSABLE = [
  [3, 8],
  [4, 9],
  [1, 7],
  [5, 6],
] as const satisfies readonly Ambiguous['labels'][];

/**
 * For each of the confusable digits, so many pairs of images that are most alike, or as there are.
 * Throws InputError where the images' classes are not called 0 to 9.
 */
export function realMorphs(images: LabelledImages, pairs: number): Ambiguous[] {
  return CONFUSABLE.flatMap((digits) => {
    const labels = [labelOf(images, digits[0]), labelOf(images, digits[1])] as const;
    return closestPairs(images, labels, pairs).map(([first, other]) => ({
      source: 'real' as const,
      labels,
      at: onTheWay(images, first, other),
    }));
  });
}

/** The label of the class that is called by this digit. */
function labelOf({ name, classNames }: LabelledImages, digit: number): number {
  const label = classNames.indexOf(String(digit));
  if (label >= 0) return label;
  throw new InputError(
    `this needs morphs between digits, but ${name} has no ${digit}: its classes are ${inShort(classNames.join(', '))}`,
  );
}

/** From one image of a set to another, channel by channel. */
function onTheWay(images: LabelledImages, first: number, other: number): Ambiguous['at'] {
  const { rows, columns } = images;
  const to = channelsOf(pixelsOf(images, other), images);
  const each = channelsOf(pixelsOf(images, first), images).map((channel, at) =>
    morph(channel, to[at] as Uint8Array, rows, columns),
  );
  return (share) => interleaved(each.map((one) => one(share)));
}

/** For each of the confusable digits, so many pairs that the program draws: 28 × 28 pixels. */
export function drawnMorphs(pairs: number, seed: number): Ambiguous[] {
  return CONFUSABLE.flatMap((labels) =>
    Array.from({ length: pairs }, (_, item) => ({
      source: 'drawn' as const,
      labels,
      at: drawnMorph(labels, item, seed),
    })),
  );
}

/** So many shares from 0 to 1, as far from each other. */
export function evenShares(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at / (count - 1));
}

/**
 * All of them at one share, as a network takes pixels: in 0 … 1,
 * [B × rows × columns × channels]. Throws
 * InputError where they are not of one size.
 */
export function morphFrame(items: readonly Ambiguous[], share: number): Float32Array {
  const pictures = items.map(({ at }) => at(share));
  const sizes = [...new Set(pictures.map(({ length }) => length))];
  if (sizes.length > 1)
    throw new InputError(
      `images of ${sizes.join(' and ')} pixels cannot be watched together: drawn pairs have 28 × 28, so use images of that size`,
    );
  return Float32Array.from(
    pictures.flatMap((picture) => Array.from(picture, (value) => value / 255)),
  );
}

/** Two images of a set, by their places in it. */
type ImagePair = readonly [first: number, other: number];

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
  const ofLabel = (wanted: number): Shape[] =>
    Array.from(images.labels.keys())
      .filter((image) => images.labels[image] === wanted)
      .map((image) => ({ image, depths: inkDepths(images, image) }));
  const free = new Set(ofLabel(otherLabel));
  let nearest = ofLabel(label).flatMap((one) => nearestTo(one, free));
  const pairs: ImagePair[] = [];
  while (pairs.length < most && nearest.length > 0) {
    const { one, other } = nearest.reduce((best, next) =>
      next.unlike < best.unlike ? next : best,
    );
    pairs.push([one.image, other.image]);
    free.delete(other);
    nearest = nearest
      .filter((each) => each.one !== one)
      .flatMap((each) => (each.other === other ? nearestTo(each.one, free) : each));
  }
  return pairs;
}

/** An image of a set, by its place, and the signed distances of its ink: [rows × columns]. */
interface Shape {
  readonly image: number;
  readonly depths: Float64Array;
}

/** Of all others, the one that is least unlike it; of equals, the first. None where there are none. */
function nearestTo(one: Shape, others: Iterable<Shape>) {
  let least = Number.POSITIVE_INFINITY;
  let nearest: Shape | undefined;
  for (const other of others) {
    const unlike = squaredDifference(one.depths, other.depths, least);
    if (unlike < least) [nearest, least] = [other, unlike];
  }
  return nearest ? [{ one, other: nearest, unlike: least }] : [];
}

function inkDepths(images: LabelledImages, image: number): Float64Array {
  const bright = brightness(pixelsOf(images, image), images);
  const ink = bright.map((grey) => Number(grey >= INK));
  return signedDistances(ink, images.rows, images.columns);
}

/** The sum of squared differences where it is below `most`; else any number from that on. */
function squaredDifference(one: Float64Array, other: Float64Array, most: number): number {
  let sum = 0;
  for (let at = 0; at < one.length && sum < most; at++)
    sum += ((one[at] as number) - (other[at] as number)) ** 2;
  return sum;
}
