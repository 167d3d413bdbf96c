import { InputError } from '../engine/errors';
import { inShort } from '../engine/in-short';
import { checkRoom, gigabytes } from '../engine/room';
import { type Architecture, sizesOf } from '../network/architecture';
import { unitsRead, weightsIn } from '../network/parameters';

const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/** Bytes of the largest file that Node reads or writes at a time: its lengths are int32. */
const LARGEST_FILE = 2 ** 31 - 1;

/** What a network learns from at a time. */
export interface LearntAtOnce {
  /** Images in a batch. */
  readonly batch: number;
  /** Steps whose states are kept until it is learnt. */
  readonly steps: number;
}

/**
 * Throws InputError where a network is too large to be: a checkpoint of its weights and velocities
 * would be larger than a file may be, or learning takes more memory than there is. What is counted is
 * the least that it takes: weights, velocities and gradients, and the states of a batch under two
 * labels.
 */
export function checkSize(architecture: Architecture, learnt?: LearntAtOnce): void {
  const { hidden, classes } = sizesOf(architecture);
  const units = hidden.reduce((sum, each) => sum + each, 0);
  const weights = FLOAT * (weightsIn(architecture) + units + unitsRead(architecture) * classes);
  const layers = `hidden layers of ${inShort(hidden.join(', '))} units`;
  if (2 * weights > LARGEST_FILE)
    throw new InputError(
      `${layers} cannot be saved: a checkpoint would take ${gigabytes(2 * weights)}, and files can have ${gigabytes(LARGEST_FILE)} at the most. Ask for fewer units`,
    );
  const states = learnt ? FLOAT * 2 * units * learnt.batch * learnt.steps : 0;
  const learning = learnt ? ` that learn from batches of ${learnt.batch} images` : '';
  checkRoom(`${layers}${learning}`, 3 * weights + states);
}
