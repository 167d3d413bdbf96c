import { randomStream } from '../engine/random';
import type { Schedule } from './schedule';

/**
 * Each layer has a clock of its own: at every step it updates with this probability, whatever the
 * others do, and those that do read the state before the step. Its draws are addressed by seed, step
 * and layer. It is for watching: learning wants the same turns at each step.
 */
export function asynchronous(probability: number, seed: number): Schedule {
  return (hiddenLayers, step) => {
    const random = randomStream(seed, 'asynchronous', step);
    const all = Array.from({ length: hiddenLayers }, (_, index) => index);
    return [all.filter(() => random.uniform() < probability)];
  };
}
