import { randomStream } from '../../engine/random';
import { imageSize } from '../../images/labelled-images';
import { InputError } from '../../input/errors';
import type { PartRead } from '../formats/format';

/** A data set of a person's own, as its files have it, in their order. */
export interface OwnRead {
  readonly training: PartRead;
  readonly test: PartRead;
  readonly classNames: readonly string[];
  /** The label that the first class has. */
  readonly first: number;
  /** Where the test images come from, in words. */
  readonly testFrom: string;
}

/** Of each class, one in so many is held out, at least one; and what addresses the draw. */
const ONE_IN = 6;
const SEED = 1;

/** Where test images come from that were drawn so. */
const DRAWN = `one in ${ONE_IN} of each class, drawn with seed ${SEED}`;

/** Whether test images were drawn from a folder that is not divided, as `testFrom` says: with one image more, they are others. */
export function isDrawn(testFrom: string | undefined): boolean {
  return testFrom === DRAWN;
}

/**
 * Parts of a whole of which some of each class, drawn from a seed, is held out as the test set. Throws
 * InputError where no class has two images.
 */
export function heldOutOf(whole: PartRead): Pick<OwnRead, 'training' | 'test' | 'testFrom'> {
  const held = new Set<number>();
  for (const [label, places] of imagesByLabel(whole)) {
    const order = randomStream(SEED, 'own test set', label).permutation(places.length);
    const count = Math.min(places.length - 1, Math.max(1, Math.round(places.length / ONE_IN)));
    for (const at of order.subarray(0, count)) held.add(places[at] as number);
  }
  if (held.size === 0)
    throw new InputError(
      `${whole.imagesIn} has one image of each class: give more, some to learn from and some to judge by`,
    );
  const imagesThat = (areHeld: boolean) =>
    [...whole.labels.keys()].filter((image) => held.has(image) === areHeld);
  return {
    training: chosen(whole, imagesThat(false)),
    test: chosen(whole, imagesThat(true)),
    testFrom: DRAWN,
  };
}

/** The places of each label's images, in their order. */
function imagesByLabel({ labels }: PartRead): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const [image, label] of labels.entries()) {
    const known = places.get(label);
    if (known) known.push(image);
    else places.set(label, [image]);
  }
  return places;
}

/** The images in random order, which the seed decides: those that are held out later are of all classes. */
export function shuffled(part: PartRead, name: string): PartRead {
  return chosen(part, randomStream(SEED, 'own order', name).permutation(part.count));
}

function chosen(part: PartRead, images: ArrayLike<number>): PartRead {
  const size = imageSize(part);
  const pixels = new Uint8Array(images.length * size);
  const labels = new Uint8Array(images.length);
  for (let at = 0; at < images.length; at++) {
    const image = images[at] as number;
    pixels.set(part.pixels.subarray(image * size, (image + 1) * size), at * size);
    labels[at] = part.labels[image] as number;
  }
  return { ...part, count: images.length, pixels, labels };
}
