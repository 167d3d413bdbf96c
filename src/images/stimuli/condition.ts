import { InputError } from '../../input/errors';
import type { LabelledImages } from '../labelled-images';

/**
 * A way of making images harder to recognise, in steps of strength: plain data and one pure
 * function. Everything else about the images stays: count, sizes, classes, labels, name.
 */
export interface Condition {
  /**
   * In kebab-case; it also addresses the condition's random streams, but for one that lays the same
   * things otherwise (black patches for grey ones, in front for behind), which has the streams of the other.
   */
  readonly name: string;
  /** What is seen, as a short phrase for people. */
  readonly shows: string;
  /** What the strength is counted in. */
  readonly unit: string;
  /**
   * From barely harder to hard for a person, chosen by looking at MNIST digits of 28 × 28. 0 is
   * not among them (but for `clean`): it gives the originals.
   */
  readonly strengths: readonly number[];
  /** The fewest images that a set must have at a strength above 0: 1 unless told. */
  readonly fewest?: number;
  /**
   * The images at this strength, with new pixels; the given ones stay as they are.
   *
   * Image i draws from `randomStream(seed, name, i)`, whatever the strength: a stronger condition
   * has the same draws, further on or scaled, so that strengths are compared on like images. What
   * comes out for image i depends on image i alone, except where other images of the set lie in
   * the picture (`distractors`): there it depends on the set as well.
   * Throws InputError for a strength that the condition does not have, or for too few images.
   */
  readonly apply: (images: LabelledImages, strength: number, seed: number) => LabelledImages;
}

/** Which strengths a condition has: 0 … most. */
interface StrengthRange {
  /** Boundless unless given. */
  readonly most?: number;
  /** Whether whole numbers only. */
  readonly whole?: boolean;
}

/** Throws InputError where the condition of this name has no such strength. */
export function checkStrength(
  name: string,
  strength: number,
  { most = Number.MAX_VALUE, whole = false }: StrengthRange = {},
): void {
  if (strength >= 0 && strength <= most && (!whole || Number.isInteger(strength))) return;
  const kind = whole ? 'a whole number' : 'a number';
  const range = most === Number.MAX_VALUE ? 'of 0 or more' : `from 0 to ${most}`;
  throw new InputError(`${name} has no strength ${strength}: give ${kind} ${range}`);
}
