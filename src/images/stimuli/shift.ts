import { randomStream } from '../../engine/random';
import { shiftImages } from '../shift';
import { type Condition, checkStrength } from './condition';
import { eachImage } from './each-image';

const name = 'shift';

/**
 * The image moved by the stated distance in a direction that each image draws, down and right
 * rounded to whole pixels. What leaves is lost, black comes in.
 */
export const shift: Condition = {
  name,
  shows: 'the image moved in some direction',
  unit: 'pixels',
  strengths: [1, 2, 4, 6, 8],
  apply(images, strength, seed) {
    checkStrength(name, strength);
    return eachImage(images, (pixels, image) => {
      const angle = 2 * Math.PI * randomStream(seed, name, image).uniform();
      const offset = Int32Array.of(
        Math.round(strength * Math.sin(angle)),
        Math.round(strength * Math.cos(angle)),
      );
      return shiftImages(Float32Array.from(pixels), images, offset);
    });
  },
};
