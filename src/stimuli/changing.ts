import { type LabelledImages, pixelsOf } from '../data/labelled-images';
import { InputError } from '../engine/errors';
import { randomStream } from '../engine/random';
import { filmed, type Motion } from './film';

const CHANGING = 'changing';

/** At half time the image is, at once, another of the set that has another label. */
export const changing: Motion = {
  name: CHANGING,
  shows: 'the image is another one from half time on',
  film(images, which, last, seed) {
    const other = (image: number) => ofAnotherLabel(images, image, seed);
    const { frames } = filmed(images, which, last, (image, time) =>
      pixelsOf(images, isLater(time) ? other(image) : image),
    );
    const truth = (image: number) => images.labels[image] as number;
    const before = Uint8Array.from(which, truth);
    const after = Uint8Array.from(which, (image) => truth(other(image)));
    return { frames, labels: frames.map((_, at) => (isLater(at / (last || 1)) ? after : before)) };
  },
};

function isLater(time: number): boolean {
  return time >= 0.5;
}

/**
 * The next image of another label from a place that is drawn, around the end.
 * Throws InputError where all have one label.
 */
function ofAnotherLabel({ count, labels, name: set }: LabelledImages, image: number, seed: number) {
  const start = randomStream(seed, CHANGING, image).integer(0, count - 1);
  for (let further = 0; further < count; further++) {
    const other = (start + further) % count;
    if (labels[other] !== labels[image]) return other;
  }
  throw new InputError(`all ${count} images of ${set} have one label: take more of them`);
}
