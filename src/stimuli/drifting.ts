import { pixelsOf } from '../data/labelled-images';
import { shiftImages } from '../data/shift';
import { randomStream } from '../engine/random';
import { filmed, type Motion, thereAndBack } from './film';

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
