import { randomStream } from '../engine/random';
import { checkStrength } from './check-strength';
import type { Condition } from './condition';
import { eachImage } from './each-image';

const SALT_AND_PEPPER = 'salt-and-pepper';

/**
 * Pixels that say nothing: the stated share of them, rounded to whole pixels, become white and
 * black in turn, in random places, in all channels. What was black already may become black, so that fewer pixels
 * than the stated share look other than before.
 */
export const saltAndPepper: Condition = {
  name: SALT_AND_PEPPER,
  shows: 'white and black pixels in random places',
  unit: 'share of the pixels',
  strengths: [0.05, 0.1, 0.2, 0.3, 0.4],
  apply(images, strength, seed) {
    checkStrength(SALT_AND_PEPPER, strength, { most: 1 });
    const { rows, columns, channels } = images;
    const count = rows * columns;
    return eachImage(images, (pixels, image) => {
      const places = randomStream(seed, SALT_AND_PEPPER, image).permutation(count);
      const peppered = Uint8Array.from(pixels);
      places.subarray(0, Math.round(strength * count)).forEach((place, turn) => {
        const start = place * channels;
        peppered.fill(turn % 2 === 0 ? 255 : 0, start, start + channels);
      });
      return peppered;
    });
  },
};
