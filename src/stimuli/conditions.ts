import { blur } from './blur';
import { clean } from './clean';
import type { Condition } from './condition';
import { digitClutter } from './digit-clutter';
import { digitDebris } from './digit-debris';
import { gaussianNoise } from './gaussian-noise';
import { lowContrast } from './low-contrast';
import { occlusion } from './occlusion';
import { rotation } from './rotation';
import { saltAndPepper } from './salt-and-pepper';
import { shift } from './shift';

/** Every condition, in the order of tables: the clean images, what hides, what weakens, what moves. */
export const CONDITIONS: readonly Condition[] = [
  clean,
  gaussianNoise,
  saltAndPepper,
  occlusion,
  digitClutter,
  digitDebris,
  lowContrast,
  blur,
  rotation,
  shift,
];
