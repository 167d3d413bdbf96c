import type { LabelledImages } from '../data/labelled-images';
import { InputError } from '../engine/errors';
import type { RandomStream } from '../engine/random';

/**
 * The index of another image of the set, never `image` itself, each as likely; one draw, whatever
 * the size of the set. Labels play no part: the other one may be of the same class, and pixels say
 * nothing about the label that the image itself does not say.
 * Throws InputError where there is no other.
 */
export function otherImage(
  { count, name }: LabelledImages,
  image: number,
  random: RandomStream,
): number {
  if (count < 2)
    throw new InputError(`${name} has ${count} image: distractors need a set of at least 2`);
  const other = Math.floor(random.uniform() * (count - 1));
  return other < image ? other : other + 1;
}
