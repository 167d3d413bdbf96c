import { checkRoom } from '../engine/room';
import { type Architecture, sizesOf } from '../network/architecture';
import { checkSavable, layersInWords, weightBytes } from '../network/check-savable';

const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/** What a network learns from at a time. */
export interface LearntAtOnce {
  /** Images in a batch. */
  readonly batch: number;
  /** Steps whose states are kept until it is learnt. */
  readonly steps: number;
}

/**
 * Throws InputError where a network is too large to be: it cannot be saved, or learning takes more memory
 * than there is. What is counted is the least that it takes: weights, velocities and gradients, and the
 * states of a batch under two labels.
 */
export function checkSize(architecture: Architecture, learnt?: LearntAtOnce): void {
  checkSavable(architecture);
  const units = sizesOf(architecture).hidden.reduce((sum, each) => sum + each, 0);
  const states = learnt ? FLOAT * 2 * units * learnt.batch * learnt.steps : 0;
  const learning = learnt ? ` that learn from batches of ${learnt.batch} images` : '';
  const layers = layersInWords(architecture);
  checkRoom(`${layers}${learning}`, 3 * weightBytes(architecture) + states);
}
