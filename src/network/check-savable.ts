import { InputError } from '../engine/errors';
import { gigabytes } from '../engine/gigabytes';
import { inShort } from '../engine/in-short';
import { type Architecture, sizesOf } from './architecture';
import { unitsRead, weightsIn } from './parameters';
import { LARGEST_NETWORK } from './read-safetensors';

const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/**
 * Throws InputError where a checkpoint of a network's weights and velocities would be larger than a file
 * may be.
 */
export function checkSavable(architecture: Architecture): void {
  const saved = 2 * weightBytes(architecture);
  if (saved > LARGEST_NETWORK)
    throw new InputError(
      `${layersInWords(architecture)} cannot be saved: a checkpoint would take ${gigabytes(saved)}, and files can have ${gigabytes(LARGEST_NETWORK)} at the most. Ask for fewer units`,
    );
}

/** Bytes that a network's weights and biases take. */
export function weightBytes(architecture: Architecture): number {
  const { hidden, classes } = sizesOf(architecture);
  const biases = hidden.reduce((sum, units) => sum + units, 0);
  return FLOAT * (weightsIn(architecture) + biases + unitsRead(architecture) * classes);
}

/** `hidden layers of 500, 500 units` */
export function layersInWords(architecture: Architecture): string {
  return `hidden layers of ${inShort(sizesOf(architecture).hidden.join(', '))} units`;
}
