import { randomStream } from '../engine/random';
import { checkStrength } from './check-strength';
import type { Condition } from './condition';
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
  unit: 'standard deviation as a share of full scale',
  strengths: [0.1, 0.2, 0.35, 0.5, 0.65],
  apply(images, strength, seed) {
    checkStrength(GAUSSIAN_NOISE, strength);
    return eachImage(images, (pixels, image) => {
      const noise = randomStream(seed, GAUSSIAN_NOISE, image).normals(pixels.length);
      return Float32Array.from(pixels, (grey, at) => grey + 255 * strength * (noise[at] as number));
    });
  },
};
