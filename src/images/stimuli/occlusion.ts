import { randomStream } from '../../engine/random';
import type { ImageShape } from '../labelled-images';
import type { Box } from '../pictures/resample';
import { type Condition, checkStrength } from './condition';
import { eachImage } from './each-image';

/** Neither ink nor background: a patch is seen as a thing that lies in front. */
export const GREY = 128;

/** Of a patch, as a share of the image's shorter side: 4 pixels of MNIST's 28. */
const SIDE = 1 / 7;

/**
 * Square patches of one grey value in front of the image. The image is tiled with patches (cut off at the
 * right and the lower edge where they do not fit); patches are laid in random order until the stated
 * share of the pixels is covered, to within half a patch. They do not overlap, and those of a
 * weaker occlusion are among those of a stronger. The same pixels are covered whatever the value.
 */
function patches(name: string, shows: string, grey: number): Condition {
  return {
    ...{ name, shows, unit: 'fraction of the image covered', strengths: [0.1, 0.2, 0.3, 0.4, 0.5] },
    apply(images, strength, seed) {
      checkStrength(name, strength, { most: 1 });
      const { rows, columns } = images;
      const side = Math.max(1, Math.round(SIDE * Math.min(rows, columns)));
      const all = patchesOf(rows, columns, side);
      return eachImage(images, (pixels, image) => {
        const order = randomStream(seed, occlusion.name, image).permutation(all.length);
        const occluded = Uint8Array.from(pixels);
        for (const patch of laid(all, order, strength * rows * columns))
          fillBox(occluded, images, patch, grey);
        return occluded;
      });
    },
  };
}

/** Grey patches: what hides is seen, and adds light of its own. */
export const occlusion = patches('occlusion', 'square grey patches in front', GREY);

/** Black patches, which add nothing, as MNIST's background is black: ink is taken away, and no more. */
export const blackOcclusion = patches('black-occlusion', 'square black patches in front', 0);

/** The first patches in this order, as many as bring the pixels covered nearest to `wanted`. */
function laid(patches: readonly Box[], order: Uint32Array, wanted: number): Box[] {
  const chosen: Box[] = [];
  let covered = 0;
  for (const index of order) {
    const patch = patches[index] as Box;
    const area = patch.rows * patch.columns;
    if (covered + area / 2 > wanted) break;
    covered += area;
    chosen.push(patch);
  }
  return chosen;
}

/** Squares of this side, row by row, that cover rows × columns; the last ones are cut to fit. */
export function patchesOf(rows: number, columns: number, side: number): Box[] {
  const boxes: Box[] = [];
  for (let top = 0; top < rows; top += side) {
    for (let left = 0; left < columns; left += side) {
      const [high, wide] = [Math.min(side, rows - top), Math.min(side, columns - left)];
      boxes.push({ top, left, rows: high, columns: wide });
    }
  }
  return boxes;
}

/** Sets all channels of the pixels in the box to one value. */
export function fillBox(
  pixels: Uint8Array,
  { columns, channels }: Pick<ImageShape, 'columns' | 'channels'>,
  { top, left, rows, columns: wide }: Box,
  grey: number,
): void {
  for (let row = top; row < top + rows; row++)
    pixels.fill(grey, (row * columns + left) * channels, (row * columns + left + wide) * channels);
}
