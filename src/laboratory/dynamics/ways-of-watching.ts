import { randomStream } from '../../engine/random';
import { asynchronous } from '../../perception/asynchronous';
import { SCHEDULES, type ScheduleName } from '../../perception/schedule';
import type { InitialState } from '../../perception/settle';
import { silentStart } from '../../perception/silent-start';
import { bottomUpPass } from '../../perception/step';
import type { VideoWatching } from '../watching/watch-video';
import { afterAnotherImage } from './after-another-image';

/** How the states at time 0 come about. */
const STARTS = {
  'bottom-up': bottomUpPass,
  silent: silentStart,
  /** What eight steps of another image have left. */
  'another image': afterAnotherImage(8),
} as const satisfies Record<string, InitialState>;

/** One way of watching with weights that are what they are. */
export type Way = {
  /** What it is called: what differs from how the network was trained. */
  readonly way: string;
  readonly damping: number;
  readonly order: ScheduleName | 'asynchronous';
  readonly start: keyof typeof STARTS;
};

/** As the network was trained. */
export const AS_TRAINED = 'as trained';
const LAST_SEED = 2 ** 31 - 1;

/** Its own way, and those that differ from it in damping, in the order of updates, or in the start. */
export function waysOfWatching(
  trained: { readonly damping: number; readonly schedule: ScheduleName },
  dampings: readonly number[],
): readonly Way[] {
  const own: Way = {
    way: AS_TRAINED,
    damping: trained.damping,
    order: trained.schedule,
    start: 'bottom-up',
  };
  const orders = [...(Object.keys(SCHEDULES) as ScheduleName[]), 'asynchronous' as const];
  const starts = Object.keys(STARTS) as Way['start'][];
  return [
    own,
    ...dampings
      .filter((damping) => damping !== own.damping)
      .map((damping) => ({ ...own, way: `damping ${damping}`, damping })),
    ...orders
      .filter((order) => order !== own.order)
      .map((order) => ({ ...own, way: order, order })),
    ...starts
      .filter((start) => start !== own.start)
      .map((start) => ({ ...own, way: `start: ${start}`, start })),
  ];
}

/**
 * A way as it is watched with. Asynchronous layers move with this `probability` at each step; their
 * clocks are drawn anew for each batch, by the number of its first image.
 */
export function watchingBy(
  { damping, order, start }: Pick<Way, 'damping' | 'order' | 'start'>,
  { probability, seed }: { readonly probability: number; readonly seed: number },
): (batch: number) => VideoWatching {
  return (batch) => {
    const clocks = randomStream(seed, 'clocks', batch).integer(0, LAST_SEED);
    const schedule =
      order === 'asynchronous' ? asynchronous(probability, clocks) : SCHEDULES[order];
    return { dynamics: { damping, schedule }, initial: STARTS[start] };
  };
}
