import { randomStream } from '../engine/random';

/**
 * Which hidden layers (0-based) update together within time step `step` (from 1), group after group.
 * A group reads what the groups before it have left.
 */
export type Schedule = (hiddenLayers: number, step: number) => readonly (readonly number[])[];

/** Every layer at once, from the previous step's states only. */
export const synchronous: Schedule = (hiddenLayers) => [
  Array.from({ length: hiddenLayers }, (_, index) => index),
];

/** Even-numbered layers (2, 4, …) from the odd ones, then the odd from the even (section 3.4). */
export const alternating: Schedule = (hiddenLayers) => {
  const all = Array.from({ length: hiddenLayers }, (_, index) => index);
  return [all.filter((index) => index % 2 === 1), all.filter((index) => index % 2 === 0)];
};

/** The schedules by the names that settings and options use. */
export const SCHEDULES = { synchronous, alternating } as const satisfies Record<string, Schedule>;

export type ScheduleName = keyof typeof SCHEDULES;

/**
 * Each layer has a clock of its own: at every step it updates with this probability, whatever the
 * others do, and those that do read the state before the step. Its draws are addressed by seed, step
 * and layer. It is for perception alone: learning wants the same turns at each step.
 */
export function asynchronous(probability: number, seed: number): Schedule {
  return (hiddenLayers, step) => {
    const random = randomStream(seed, 'asynchronous', step);
    const all = Array.from({ length: hiddenLayers }, (_, index) => index);
    return [all.filter(() => random.uniform() < probability)];
  };
}
