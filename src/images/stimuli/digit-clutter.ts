import type { RandomStream } from '../../engine/random';
import { pixelsOf } from '../labelled-images';
import type { Condition } from './condition';
import { distractors } from './distractors';
import { layBehind } from './lay-behind';
import { layInFront } from './lay-in-front';

/** How far other images are displaced, as a share of the image's sides, in any direction. */
const DISTANCE = { least: 0.3, most: 0.5 };

/** Whole other images of the set, displaced, laid as `lay` does: the same ones in the same places. */
function clutter(
  name: string,
  shows: string,
  strengths: number[],
  lay: typeof layBehind,
): Condition {
  const condition = { name, shows, unit: 'other images', strengths };
  return distractors(condition, 'digit-clutter', (scene, images, from, random) => {
    const { rows, columns } = images;
    const whole = { top: 0, left: 0, rows, columns };
    lay(scene, images, pixelsOf(images, from), whole, displacement(rows, columns, random));
  });
}

/**
 * Digit clutter, after Spoerer, McClure and Kriegeskorte 2017 (Frontiers in Psychology 8:1551):
 * whole other digits of the set overlap the target. There every digit of 3 to 5 was to be named;
 * here there is one label, so the target stays whole in the middle and the others lie displaced
 * behind it, each with an outline (`lay-behind.ts`) as in the paper. A stronger clutter has further
 * digits behind those of a weaker.
 */
export const digitClutter = clutter(
  'digit-clutter',
  'other images of the set, displaced, behind the target',
  [1, 2, 3, 4, 5],
  layBehind,
);

/** The same in front: the target in the middle is hidden in part, as occluders hide it. */
export const clutterInFront = clutter(
  'clutter-in-front',
  'other images of the set, displaced, in front of the target',
  [1, 2, 3],
  layInFront,
);

/** (down, right) in whole pixels. */
function displacement(rows: number, columns: number, random: RandomStream): [number, number] {
  const angle = 2 * Math.PI * random.uniform();
  const distance = DISTANCE.least + (DISTANCE.most - DISTANCE.least) * random.uniform();
  return [
    Math.round(distance * rows * Math.sin(angle)),
    Math.round(distance * columns * Math.cos(angle)),
  ];
}
