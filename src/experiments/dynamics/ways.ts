import { normalise } from '../../engine/normalise';
import * as tf from '../../engine/ops';
import { randomStream } from '../../engine/random';
import { tidy } from '../../engine/tidy';
import { sizesOf } from '../../network/architecture';
import { noLabel } from '../../perception/frame';
import { asynchronous, SCHEDULES, type ScheduleName } from '../../perception/schedule';
import { drain, type InitialState, settle, silentStart, still } from '../../perception/settle';
import { type PerceptionState, release, retain } from '../../perception/state';
import { bottomUpPass, clamp, type Dynamics } from '../../perception/step';
import type { VideoSettings } from '../watching/watch-video';

/** How the states at time 0 come about. */
const STARTS = {
  'bottom-up': () => bottomUpPass,
  silent: () => silentStart,
  /** What eight steps of another image have left. */
  'another image': (dynamics) => afterAnotherImage(8, dynamics),
} as const satisfies Record<string, (dynamics: Dynamics) => InitialState>;

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
export function waysOfMoving(
  trained: { readonly damping: number; readonly schedule: ScheduleName },
  dampings: readonly number[],
): readonly Way[] {
  const { damping, schedule: order } = trained;
  const own: Way = { way: AS_TRAINED, damping, order, start: 'bottom-up' };
  const ways = [
    ...dampings.map((damping) => ({ ...own, way: dampingWay(damping), damping })),
    ...ORDERS.map((order) => ({ ...own, way: order, order })),
    ...STARTS_NAMED.map((start) => ({ ...own, way: `${START}${start}`, start })),
  ];
  const differs = (way: Way) =>
    way.damping !== own.damping || way.order !== own.order || way.start !== own.start;
  return [own, ...ways.filter(differs)];
}

const ORDERS = [...(Object.keys(SCHEDULES) as ScheduleName[]), 'asynchronous'] as const;
const STARTS_NAMED = Object.keys(STARTS) as Way['start'][];
const START = 'start: ';
export const dampingWay = (damping: number) => `damping ${damping}`;

/** What a way of this name does not do as the network was trained. */
export function differenceOf(way: string): 'damping' | 'order' | 'start' | undefined {
  if (way === AS_TRAINED) return undefined;
  if (way.startsWith(START)) return 'start';
  return (ORDERS as readonly string[]).includes(way) ? 'order' : 'damping';
}

/**
 * A way as it is watched with. Asynchronous layers move with this `probability` at each step; their
 * clocks are drawn anew for each batch, by the number of its first image.
 */
export function moveBy(
  { damping, order, start }: Pick<Way, 'damping' | 'order' | 'start'>,
  { probability, seed }: { readonly probability: number; readonly seed: number },
): (batch: number) => VideoSettings {
  return (batch) => {
    const clocks = randomStream(seed, 'clocks', batch).integer(0, LAST_SEED);
    const schedule =
      order === 'asynchronous' ? asynchronous(probability, clocks) : SCHEDULES[order];
    const dynamics = { damping, schedule };
    return { dynamics, initial: STARTS[start](dynamics) };
  };
}

/**
 * A state at time 0 that is not reset: what is left of watching another image for so many steps of
 * these dynamics, with every label equally at the top. The other image is the one before in the batch; the first
 * follows the last. It throws RangeError for a batch of one.
 */
export function afterAnotherImage(steps: number, dynamics: Dynamics): InitialState {
  return (network, frame) =>
    tidy(() => {
      const [, images] = frame.pixels.shape;
      if (images < 2) throw new RangeError('there is no other image in a batch of one');
      const order = Array.from({ length: images }, (_, at) => (at + images - 1) % images);
      const pixels = tf.gather(frame.pixels, tf.tensor1d(order, 'int32'), 1);
      const label = normalise(noLabel(sizesOf(network.architecture).classes, 'uniform'));
      let left: PerceptionState | undefined;
      drain(settle(network, still({ pixels, label }, steps), dynamics), (state) => {
        if (state.step === steps) left = retain(state);
      });
      const last = left as PerceptionState;
      const clamped = { ...clamp(network, last, frame), step: 0 };
      release(last);
      return clamped;
    });
}
