import { normalise, sumOfSquares } from '../engine/normalise';
import type { Tensor3D } from '../engine/ops';
import * as tf from '../engine/ops';
import type { Frame } from './frame';
import type { Drive } from './layer-input';

/**
 * One hidden layer at one time step. `K or 1`: a layer that no label has reached yet is the same
 * under every hypothesis, is kept once, and broadcasts.
 */
export interface LayerState {
  /** Activity s before normalisation: [K or 1, B, n]. */
  readonly activity: Tensor3D;
  /** Goodness G, the sum over units of the squared activity: [K or 1, B, 1]. */
  readonly goodness: Tensor3D;
  /** Activity at mean square 1, what the others see: [K or 1, B, n]. */
  readonly normalised: Tensor3D;
}

/** What the clamped ends send to each hidden layer; it changes only when the frame does. */
export interface BoundaryDrive {
  /** From the pixels, bias included: [1, B, n_l]. */
  readonly bottom: readonly Drive[];
  /** From the label, bias included where the pixels send nothing: [K, B or 1, n_l]. */
  readonly top: readonly Drive[];
}

/** The whole network at one time step. */
export interface PerceptionState {
  /** 0 is the bottom-up pass, t the state after t steps. */
  readonly step: number;
  /** What is clamped at this step; it reaches the hidden layers at the next one. */
  readonly frame: Frame;
  readonly drive: BoundaryDrive;
  /** Hidden layers, lowest first. */
  readonly layers: readonly LayerState[];
}

/** An activity [K, B, n] with what its readers need of it, each computed once. */
export function layerState(activity: Tensor3D): LayerState {
  const goodness = sumOfSquares(activity);
  return { activity, goodness, normalised: normalise(activity, goodness) };
}

/** What a layer does on its input [K, B, n]: its positive part, times the gain of each unit [1, B, n]. */
export function fire(input: Tensor3D, gain?: Tensor3D): Tensor3D {
  const active = tf.relu(input);
  return gain ? tf.mul(active, gain) : active;
}

/** The damped move of one layer towards the activity [K, B, n] that its input asks for. */
export function blend(layer: LayerState, asked: Tensor3D, damping: number): LayerState {
  const kept = tf.mul(layer.activity, damping);
  return layerState(tf.add(kept, tf.mul(asked, 1 - damping)));
}

/** Handles of its own on a lent state (no copy of the numbers); `release` it when done. */
export function retain(state: PerceptionState): PerceptionState {
  const kept = (drives: readonly Drive[]) => drives.map((drive) => drive && tf.clone(drive));
  return {
    ...state,
    drive: { bottom: kept(state.drive.bottom), top: kept(state.drive.top) },
    layers: state.layers.map(({ activity, goodness, normalised }) => ({
      activity: tf.clone(activity),
      goodness: tf.clone(goodness),
      normalised: tf.clone(normalised),
    })),
  };
}

/** Frees a state's tensors, except those that `successor` shares. The frame is not the state's. */
export function release(state: PerceptionState, successor?: PerceptionState): void {
  const shared = new Set(successor ? tensorsOf(successor) : []);
  tf.dispose(tensorsOf(state).filter((tensor) => !shared.has(tensor)));
}

function tensorsOf({ drive, layers }: PerceptionState): tf.Tensor[] {
  const ofLayers = layers.flatMap((layer) => [layer.activity, layer.goodness, layer.normalised]);
  const drives = [...drive.bottom, ...drive.top].filter((one) => one !== undefined);
  return [...drives, ...ofLayers];
}
