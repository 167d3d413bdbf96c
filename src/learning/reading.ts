import type { Tensor2D } from '../engine/ops';
import { type Architecture, sizesOf } from '../network/architecture';
import { type Network, unitsRead } from '../network/network';
import { passMultiplyAdds } from '../perception/multiply-adds';
import { type Recognition, winners } from '../perception/recognise';

/** One way of having a network recognise images: what comparisons compare. */
export interface Reading {
  /** Whatever the network's seed: in kebab-case. */
  readonly name: string;
  /** In words. */
  readonly about: string;
  /** Multiply-adds of the products that one image takes; the least, where that depends on the image. */
  readonly multiplyAdds: number;
  /**
   * One label for each of `pixels` [B, n_0]. Where images differ in what they take, it tells `spend` of the
   * multiply-adds that all of these took beyond the least.
   */
  readonly answer: (pixels: Tensor2D, spend?: (multiplyAdds: number) => void) => Uint8Array;
}

/** The reading of a network that answers by its readout in one pass. */
export function onePassReading(
  { name, about }: Pick<Reading, 'name' | 'about'>,
  { architecture }: Network,
  recognise: (pixels: Tensor2D) => Pick<Recognition, 'logits'>,
): Reading {
  const { classes } = sizesOf(architecture);
  return {
    name,
    about,
    multiplyAdds: onePassMultiplyAdds(architecture),
    answer: (pixels) => winners(recognise(pixels).logits, classes),
  };
}

/** Multiply-adds of the products of one pass and the readout. */
export function onePassMultiplyAdds(architecture: Architecture): number {
  return passMultiplyAdds(architecture) + unitsRead(architecture) * sizesOf(architecture).classes;
}
