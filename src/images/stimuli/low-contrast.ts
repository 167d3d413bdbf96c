import { type Condition, checkStrength } from './condition';
import { eachImage } from './each-image';

const name = 'low-contrast';

/** Half of full scale, where all greys meet when no contrast is left. */
const MIDDLE = 127.5;

/**
 * Less contrast around mid-grey: 127.5 + (1 − loss) · (grey − 127.5). Towards black it would be no
 * condition at all: the network divides the pixels by their root mean square
 * (`engine/normalise.ts`), and darker is then the same. Around mid-grey a dark background turns
 * grey and takes its part of that mean square away from the digit. Greys are whole numbers: at a
 * loss of 0.9 some 26 of the 256 are left.
 */
export const lowContrast: Condition = {
  name,
  shows: 'less contrast around mid-grey',
  unit: 'fraction of the contrast removed',
  strengths: [0.3, 0.5, 0.7, 0.85, 0.95],
  apply(images, strength) {
    checkStrength(name, strength, { most: 1 });
    return eachImage(images, (pixels) =>
      Float32Array.from(pixels, (grey) => MIDDLE + (1 - strength) * (grey - MIDDLE)),
    );
  },
};
