import type { LabelledImages } from '../data/labelled-images';
import { InputError } from '../engine/errors';
import { closestPairs } from './closest-pairs';
import { drawnMorph } from './drawn-morph';
import { pixelsOf } from './each-image';
import { morph } from './morph';

/** A digit on its way to another one. */
export interface Ambiguous {
  /** Two images of a set, or strokes that the program draws. */
  readonly source: 'real' | 'drawn';
  /** Of the digit at share 0 and of that at share 1. */
  readonly labels: readonly [first: number, other: number];
  /** Grey values 0 … 255 at a share of the way, 0 … 1: [rows × columns]. */
  readonly at: (share: number) => Float64Array;
}

/** Digits that people take for each other. */
export const CONFUSABLE = [
  [3, 8],
  [4, 9],
  [1, 7],
  [5, 6],
] as const satisfies readonly Ambiguous['labels'][];

/** For each of the confusable digits, so many pairs of images that are most alike, or as there are. */
export function realMorphs(images: LabelledImages, pairs: number): Ambiguous[] {
  const { rows, columns } = images;
  return CONFUSABLE.flatMap((labels) =>
    closestPairs(images, labels, pairs).map(([first, other]) => ({
      source: 'real' as const,
      labels,
      at: morph(pixelsOf(images, first), pixelsOf(images, other), rows, columns),
    })),
  );
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
 * All of them at one share, as a network takes pixels: in 0 … 1, [B × rows × columns]. Throws
 * InputError where they are not of one size.
 */
export function morphFrame(items: readonly Ambiguous[], share: number): Float32Array {
  const pictures = items.map(({ at }) => at(share));
  const sizes = [...new Set(pictures.map(({ length }) => length))];
  if (sizes.length > 1)
    throw new InputError(
      `images of ${sizes.join(' and ')} pixels cannot be watched together: drawn pairs have 28 × 28, so take images of that size`,
    );
  return Float32Array.from(
    pictures.flatMap((picture) => Array.from(picture, (grey) => grey / 255)),
  );
}
