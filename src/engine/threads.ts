import { availableParallelism } from 'node:os';

/** Layers narrower than this, in units, are computed faster by one thread alone. */
const WIDE = 800;

/**
 * How many threads an operation should use in a network whose widest layer has so many units.
 * In a narrow one, waking a second thread takes longer than it saves: on two cores a batch of
 * 500,500 units took 41 to 45 ms with one thread and 48 to 51 with two, one of 1000,1000 units
 * 113 to 140 and 95 to 111.
 */
export function threadsFor(widest: number): number {
  return widest < WIDE ? 1 : availableParallelism();
}
