import { type RandomStream, randomStream } from '../../engine/random';
import { pixelsOf } from '../labelled-images';
import { type Condition, checkStrength } from './condition';
import { eachImage } from './each-image';
import { layBehind, otherImage } from './lay-behind';

const name = 'digit-clutter';

/** How far other images are displaced, as a share of the image's sides, in any direction. */
const DISTANCE = { least: 0.3, most: 0.5 };

/**
 * Digit clutter, after Spoerer, McClure and Kriegeskorte 2017 (Frontiers in Psychology 8:1551):
 * whole other digits of the set overlap the target. There every digit of 3 to 5 was to be named;
 * here there is one label, so the target stays whole in the middle and the others lie displaced
 * behind it, each with an outline (`lay-behind.ts`) as in the paper. A stronger clutter has further
 * digits behind those of a weaker.
 */
export const digitClutter: Condition = {
  name,
  shows: 'other images of the set, displaced, behind the target',
  unit: 'other images',
  strengths: [1, 2, 3, 4, 5],
  apply(images, strength, seed) {
    checkStrength(name, strength, { whole: true });
    const { rows, columns } = images;
    const whole = { top: 0, left: 0, rows, columns };
    return eachImage(images, (pixels, image) => {
      const random = randomStream(seed, name, image);
      const scene = Uint8Array.from(pixels);
      for (let more = 0; more < strength; more++) {
        const other = pixelsOf(images, otherImage(images, image, random));
        layBehind(scene, images, other, whole, displacement(rows, columns, random));
      }
      return scene;
    });
  },
};

/** (down, right) in whole pixels. */
function displacement(rows: number, columns: number, random: RandomStream): [number, number] {
  const angle = 2 * Math.PI * random.uniform();
  const distance = DISTANCE.least + (DISTANCE.most - DISTANCE.least) * random.uniform();
  return [
    Math.round(distance * rows * Math.sin(angle)),
    Math.round(distance * columns * Math.cos(angle)),
  ];
}
