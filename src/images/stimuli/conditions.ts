import { blur } from './blur';
import type { Condition } from './condition';
import { clutterInFront, digitClutter } from './digit-clutter';
import { debrisInFront, digitDebris } from './digit-debris';
import { eachImage } from './each-image';
import { lowContrast } from './low-contrast';
import { gaussianNoise, saltAndPepper } from './noise';
import { blackOcclusion, occlusion } from './occlusion';
import { rotation } from './rotation';
import { shift } from './shift';

/** The images as they are: what every other condition is compared with. */
export const clean: Condition = {
  name: 'clean',
  shows: 'the images as they are',
  unit: 'nothing',
  strengths: [0],
  apply: (images) => eachImage(images, (pixels) => pixels),
};

/** Every condition, in the order of tables: the clean images, what hides, what weakens, what moves. */
export const CONDITIONS: readonly Condition[] = [
  clean,
  gaussianNoise,
  saltAndPepper,
  occlusion,
  blackOcclusion,
  digitClutter,
  clutterInFront,
  digitDebris,
  debrisInFront,
  lowContrast,
  blur,
  rotation,
  shift,
];
