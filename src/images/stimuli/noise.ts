import { randomStream } from '../../engine/random';
import { type Condition, checkStrength } from './condition';
import { eachImage } from './each-image';

const GAUSSIAN_NOISE = 'gaussian-noise';

/**
 * Gaussian noise on every pixel: grey + 255 · sd · n, n from the standard normal distribution,
 * clipped to 0 … 255. On a black background half of the noise is clipped away, so that there its
 * mean is above 0 and its spread below the stated one.
 */
export const gaussianNoise: Condition = {
  name: GAUSSIAN_NOISE,
  shows: 'noise on every pixel',
  unit: 'standard deviation as a fraction of full scale',
  strengths: [0.1, 0.2, 0.35, 0.5, 0.65],
  apply(images, strength, seed) {
    checkStrength(GAUSSIAN_NOISE, strength);
    return eachImage(images, (pixels, image) => {
      const noise = randomStream(seed, GAUSSIAN_NOISE, image).normals(pixels.length);
      return Float32Array.from(pixels, (grey, at) => grey + 255 * strength * (noise[at] as number));
    });
  },
};

const SALT_AND_PEPPER = 'salt-and-pepper';

/**
 * Pixels that say nothing: the stated share of them, rounded to whole pixels, become white and
 * black in turn, in random places, in all channels. What was black already may become black, so that fewer pixels
 * than the stated share look other than before.
 */
export const saltAndPepper: Condition = {
  name: SALT_AND_PEPPER,
  shows: 'white and black pixels in random places',
  unit: 'fraction of the pixels',
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
