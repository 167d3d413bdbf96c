import { randomStream } from '../engine/random';
import type { Box } from '../pictures/ink-box';
import { fillBox, tiles } from './box';
import { checkStrength } from './check-strength';
import type { Condition } from './condition';
import { eachImage } from './each-image';

const name = 'occlusion';

/** Neither ink nor background: a patch is seen as a thing that lies in front. */
export const GREY = 128;

/** Of a patch, as a share of the image's shorter side: 4 pixels of MNIST's 28. */
const SIDE = 1 / 7;

/**
 * Square grey patches in front of the image. The image is tiled with patches (cut off at the right
 * and the lower edge where they do not fit); patches are laid in random order until the stated
 * share of the pixels is covered, to within half a patch. They do not overlap, and those of a
 * weaker occlusion are among those of a stronger.
 */
export const occlusion: Condition = {
  name,
  shows: 'square grey patches in front',
  unit: 'share of the image covered',
  strengths: [0.1, 0.2, 0.3, 0.4, 0.5],
  apply(images, strength, seed) {
    checkStrength(name, strength, { most: 1 });
    const { rows, columns } = images;
    const patches = tiles(rows, columns, Math.max(1, Math.round(SIDE * Math.min(rows, columns))));
    return eachImage(images, (pixels, image) => {
      const order = randomStream(seed, name, image).permutation(patches.length);
      const occluded = Uint8Array.from(pixels);
      for (const patch of laid(patches, order, strength * rows * columns))
        fillBox(occluded, images, patch, GREY);
      return occluded;
    });
  },
};

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
