import { defer, finalize, map, type Observable, range, tap } from 'rxjs';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { Network } from '../network/network';
import type { Frame } from './frame';
import { type LayerState, layerState, type PerceptionState, release } from './state';
import { bottomUpPass, type Dynamics, PAPER_DYNAMICS, step } from './step';

/** The state at time 0 under the first frame; `settle` owns what it returns. */
export type InitialState = (network: Network, frame: Frame) => PerceptionState;

/**
 * The network under a video: a cold stream of whole-network states, one a frame. The first
 * frame gives the `initial` state (step 0), a bottom-up pass with the gains of the dynamics unless told; each later
 * one a step. Frames stay their maker's.
 *
 * A state is lent: it is freed before the next one is emitted, or when the stream ends, for whatever reason.
 * `retain` what must live longer, as for `pairwise` and the like, which hold several at a time. Because the layers' streams are views of this one stream
 * (`layerStream`), a layer can never see a neighbour that is ahead of it.
 */
export function settle(
  network: Network,
  frames: Observable<Frame>,
  dynamics: Dynamics = PAPER_DYNAMICS,
  initial: InitialState = (seeing, frame) => bottomUpPass(seeing, frame, dynamics.gains),
): Observable<PerceptionState> {
  return defer(() => {
    let current: PerceptionState | undefined;
    return frames.pipe(
      map((frame) => {
        const previous = current;
        current = previous ? step(network, previous, frame, dynamics) : initial(network, frame);
        if (previous) release(previous, current);
        return current;
      }),
      finalize(() => current && release(current)),
    );
  });
}

/** A still image as the boring video it is: the same frame at time 0 and after each of `steps` steps. */
export function still(frame: Frame, steps: number): Observable<Frame> {
  return range(0, steps + 1).pipe(map(() => frame));
}

/** One hidden layer's stream (1 … L): the projection of the network's states to that layer. */
export function layerStream(
  states: Observable<PerceptionState>,
  layer: number,
): Observable<LayerState> {
  return states.pipe(
    map(({ layers }) => {
      const state = layers[layer - 1];
      if (!state) throw new RangeError(`no hidden layer ${layer}: there are ${layers.length}`);
      return state;
    }),
  );
}

/**
 * Runs a stream that emits at once (a still image, a list of frames) to its end.
 * An error of the stream or of `next` is thrown here, where RxJS alone would report it later.
 */
export function drain<T>(source: Observable<T>, next: (value: T) => void): void {
  const failures: unknown[] = [];
  source.pipe(tap(next)).subscribe({ error: (error: unknown) => failures.push(error) });
  if (failures.length > 0) throw failures[0];
}

/**
 * A state at time 0 in which no unit is active, in place of the bottom-up pass; what is clamped is
 * seen from the first step on. `settle` owns what it returns.
 */
export const silentStart: InitialState = (network, frame) =>
  tidy(() => {
    const pass = bottomUpPass(network, frame);
    const layers = pass.layers.map(({ activity }) => layerState(tf.zerosLike(activity)));
    return { ...pass, layers };
  });

/**
 * Activity of each hidden layer, lowest first, after so many steps of a still image: [K or 1, B, n].
 * New tensors; the caller owns them.
 */
export function activityAfter(
  network: Network,
  shown: Frame,
  steps: number,
  dynamics: Dynamics = PAPER_DYNAMICS,
): tf.Tensor3D[] {
  return tidy(() => {
    let layers: tf.Tensor3D[] = [];
    drain(settle(network, still(shown, steps), dynamics), (state) => {
      if (state.step === steps) layers = state.layers.map(({ activity }) => tf.clone(activity));
    });
    return layers;
  });
}
