import type { RandomStream } from '../../engine/random';
import { type LabelledImages, pixelsOf } from '../labelled-images';
import { type Box, inkBox } from '../pictures/resample';
import type { Condition } from './condition';
import { distractors } from './distractors';
import { brightness } from './each-image';
import { layBehind } from './lay-behind';
import { layInFront } from './lay-in-front';

/**
 * Of a fragment, as a share of the image's shorter side: 6 to 9 pixels of 32, as in the authors'
 * program (github.com/cjspoerer/digitclutter, `make_debris`).
 */
const SIDE = { least: 6 / 32, most: 9 / 32 };

/** Square fragments of other images of the set, all over, laid as `lay` does: the same ones in the same places. */
function debris(
  name: string,
  shows: string,
  strengths: number[],
  lay: typeof layBehind,
): Condition {
  const condition = { name, shows, unit: 'fragments', strengths };
  return distractors(condition, 'digit-debris', (scene, images, from, random) =>
    layFragment(scene, images, from, { random, lay }),
  );
}

/**
 * Digit debris, after Spoerer, McClure and Kriegeskorte 2017 (Frontiers in Psychology 8:1551):
 * square fragments, cut out of other digits of the set (of the box that holds their ink), lie all
 * over the image; 10, 30 and 50 are the paper's light, moderate and heavy debris. There they lie
 * in front and hide the target; here behind it, each with an outline (`lay-behind.ts`): of a digit
 * of MNIST, 30 in front left nothing that a person could name. The target is whole, but camouflaged.
 * A stronger debris has further fragments behind those of a weaker.
 */
export const digitDebris = debris(
  'digit-debris',
  'fragments of other images of the set, all over, behind the target',
  [5, 10, 30, 50],
  layBehind,
);

/** The same in front, as in the paper, and fewer: the target is hidden in part. */
export const debrisInFront = debris(
  'debris-in-front',
  'fragments of other images of the set, all over, in front of the target',
  [1, 2, 3, 5],
  layInFront,
);

/** Cuts a fragment out of image `from` and lays it on a place where it fits. Five draws. */
function layFragment(
  scene: Uint8Array,
  images: LabelledImages,
  from: number,
  { random, lay }: { readonly random: RandomStream; readonly lay: typeof layBehind },
): void {
  const { rows, columns } = images;
  const other = pixelsOf(images, from);
  const shorter = Math.min(rows, columns);
  const side = upTo(Math.round(SIDE.least * shorter), Math.round(SIDE.most * shorter), random);
  const fragment = cut(inkBox(brightness(other, images), rows, columns), Math.max(1, side), random);
  const top = upTo(0, rows - fragment.rows, random);
  const left = upTo(0, columns - fragment.columns, random);
  lay(scene, images, other, fragment, [top, left]);
}

/** A square of this side within the ink, or as much of it as the ink's box has. */
function cut(ink: Box, side: number, random: RandomStream): Box {
  const [rows, columns] = [Math.min(side, ink.rows), Math.min(side, ink.columns)];
  const top = ink.top + upTo(0, ink.rows - rows, random);
  const left = ink.left + upTo(0, ink.columns - columns, random);
  return { top, left, rows, columns };
}

/** A whole number in least … most; one draw, whatever they are. */
function upTo(least: number, most: number, random: RandomStream): number {
  return least + Math.floor(random.uniform() * (most - least + 1));
}
