import { pixelsOf } from '../data/labelled-images';
import { randomStream } from '../engine/random';
import { filmed, type Motion, thereAndBack } from './film';
import { rotate } from './rotation';

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
