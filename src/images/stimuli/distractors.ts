import { type RandomStream, randomStream } from '../../engine/random';
import { InputError } from '../../input/errors';
import type { LabelledImages } from '../labelled-images';
import { type Condition, checkStrength } from './condition';
import { eachImage } from './each-image';

/** Distractors in one image: the work grows with them, and an image is covered long before. */
const MOST = 1000;

/** The fewest images of a set in which each lies among others. */
export const FEWEST = 2;

/** Lays image `from` of the set, or a part of it, over or behind a scene [rows × columns × channels], which it changes. */
type LayOne = (
  scene: Uint8Array,
  images: LabelledImages,
  from: number,
  random: RandomStream,
) => void;

/**
 * A condition that lays distractors over each image, as many as its strength says, one after the other, each made of
 * another image of the set. Conditions of the same `stream` draw the same ones in the same places. `apply` throws
 * InputError for a set of one image.
 */
export function distractors(
  condition: Omit<Condition, 'apply' | 'fewest'>,
  stream: string,
  layOne: LayOne,
): Condition {
  return {
    ...condition,
    fewest: FEWEST,
    apply(images, strength, seed) {
      checkStrength(condition.name, strength, { most: MOST, whole: true });
      return eachImage(images, (pixels, image) => {
        const random = randomStream(seed, stream, image);
        const scene = Uint8Array.from(pixels);
        for (let at = 0; at < strength; at++)
          layOne(scene, images, otherImage(images, image, random), random);
        return scene;
      });
    },
  };
}

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
  if (count < FEWEST)
    throw new InputError(
      `${name} has ${count} image: distractors need a set of at least ${FEWEST}`,
    );
  const other = Math.floor(random.uniform() * (count - 1));
  return other < image ? other : other + 1;
}
