import type { Condition } from './condition';
import { eachImage } from './each-image';

/** The images as they are: what every other condition is compared with. */
export const clean: Condition = {
  name: 'clean',
  shows: 'the images as they are',
  unit: 'nothing',
  strengths: [0],
  apply: (images) => eachImage(images, (pixels) => pixels),
};
