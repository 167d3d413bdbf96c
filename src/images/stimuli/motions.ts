import { randomStream } from '../../engine/random';
import { InputError } from '../../input/errors';
import { type LabelledImages, pixelsOf } from '../labelled-images';
import { shiftImages } from '../shift';
import { filmed, type Motion, thereAndBack } from './film';
import { fillBox, GREY } from './occlusion';
import { rotate } from './rotation';

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

const DRIFTING = 'drifting';

/**
 * The image drifts away and comes back the same way, at most so many pixels, in a direction that each
 * image draws. Down and right are rounded to whole pixels; what leaves is lost while it is outside,
 * black comes in. The last frame is the first.
 */
export function drifting(pixels: number): Motion {
  return {
    name: DRIFTING,
    shows: `the image drifts ${pixels} pixels away and comes back`,
    film: (images, which, last, seed) =>
      filmed(images, which, last, (image, time) => {
        const angle = 2 * Math.PI * randomStream(seed, DRIFTING, image).uniform();
        const away = pixels * thereAndBack(time);
        const offset = Int32Array.of(
          Math.round(away * Math.sin(angle)),
          Math.round(away * Math.cos(angle)),
        );
        return shiftImages(Float32Array.from(pixelsOf(images, image)), images, offset);
      }),
  };
}

const TURNING = 'turning';

/**
 * The image turns around its middle and back, by so many degrees at most, to the left or to the right
 * as each image draws it; between pixels as `rotation`. The last frame is the first.
 */
export function turning(degrees: number): Motion {
  return {
    name: TURNING,
    shows: `the image turns by ${degrees} degrees and back`,
    film: (images, which, last, seed) =>
      filmed(images, which, last, (image, time) => {
        const sign = randomStream(seed, TURNING, image).uniform() < 0.5 ? -1 : 1;
        const clockwise = (sign * thereAndBack(time) * degrees * Math.PI) / 180;
        return rotate(pixelsOf(images, image), images, clockwise);
      }),
  };
}

const PASSING_BAR = 'passing-bar';

/**
 * A grey bar as high as the image passes in front of it, from the left or from the right as each image
 * draws it. It is as wide as covers the stated share of the image, rounded to whole columns, and
 * moves from just outside on one side to just outside on the other, by whole pixels.
 */
export function passingBar(share: number): Motion {
  return {
    name: PASSING_BAR,
    shows: `a grey bar that hides ${Math.round(100 * share)} % of the image passes in front`,
    film: (images, which, last, seed) =>
      filmed(images, which, last, (image, time) => {
        const fromRight = randomStream(seed, PASSING_BAR, image).uniform() < 0.5;
        const { rows, columns } = images;
        const wide = Math.round(share * columns);
        const left = Math.round((fromRight ? 1 - time : time) * (columns + wide)) - wide;
        const [from, to] = [Math.max(0, left), Math.min(columns, left + wide)];
        const hidden = Uint8Array.from(pixelsOf(images, image));
        if (to > from)
          fillBox(hidden, images, { top: 0, left: from, rows, columns: to - from }, GREY);
        return hidden;
      }),
  };
}
