import { compiled } from '../engine/compiled';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { LayerWeights, Network } from '../network/network';
import { ascend, drivenBy, project } from './ascend';
import type { Frame } from './frame';
import { layerState } from './layer-state';
import { retain } from './lending';
import { type Schedule, synchronous } from './schedule';
import type { BoundaryDrive, LayerState, PerceptionState } from './state';

/** How the layers move. */
export interface Dynamics {
  /** Fraction of the old state that stays, 0 … 1; 0.3 in section 3.4 of the paper. */
  readonly damping: number;
  /** Which layers update together; all at once unless said otherwise. */
  readonly schedule: Schedule;
}

/** The paper's constants (section 3.4). */
export const PAPER_DYNAMICS: Dynamics = { damping: 0.3, schedule: synchronous };

/**
 * The state at time 0: one bottom-up pass, s_l(0) = relu(ŝ_{l-1}(0) U_l + b_l).
 * Returns new tensors; the frame stays the caller's.
 */
export function bottomUpPass(network: Network, frame: Frame): PerceptionState {
  return tidy(() => {
    const drive = boundaryDrive(network, frame);
    return { step: 0, frame, drive, layers: ascend(network, drive.bottom) };
  });
}

/**
 * One time step. Every layer reads the previous state only:
 * s_l(t) = damping · s_l(t-1) + (1 - damping) · relu(ŝ_{l-1}(t-1) U_l + ŝ_{l+1}(t-1) D_l + b_l).
 *
 * `frame` is what is clamped from now on. Layers that did not update, the frame and, where the
 * frame is the same, its drive are shared with `previous`; all other tensors are new.
 */
export function step(
  network: Network,
  previous: PerceptionState,
  frame: Frame,
  dynamics: Dynamics = PAPER_DYNAMICS,
): PerceptionState {
  return tidy(() => {
    const { layers, drive } = previous;
    return {
      step: previous.step + 1,
      frame,
      drive: boundaryDrive(network, frame, previous),
      layers: move({
        weights: network.layers,
        turns: dynamics.schedule(layers.length, previous.step + 1),
        damping: dynamics.damping,
        layers,
        drive,
      }),
    };
  });
}

/** What one step computes from. */
interface Move {
  readonly weights: readonly LayerWeights[];
  /** Which layers move together, group after group. */
  readonly turns: readonly (readonly number[])[];
  readonly damping: number;
  readonly layers: readonly LayerState[];
  readonly drive: BoundaryDrive;
}

/** The layers after one step, as one call of the engine. */
const move = compiled(({ weights, turns, damping, layers, drive }: Move) =>
  tidy(() =>
    turns.reduce(
      (before, group) =>
        before.map((layer, index) =>
          group.includes(index)
            ? blend(layer, layerInput(weights, drive, before, index), damping)
            : layer,
        ),
      layers,
    ),
  ),
);

/**
 * The same state with `frame` clamped instead of its own. Returns handles of its own, so that one
 * bottom-up pass can start several videos.
 */
export function clamp(network: Network, state: PerceptionState, frame: Frame): PerceptionState {
  return tidy(() => retain({ ...state, frame, drive: boundaryDrive(network, frame, state) }));
}

/**
 * What the clamped ends send: x̂ U_1 + b_1 once an image, ŷ D_L + b_L once a hypothesis (the bias
 * only once where one layer has both ends). An end that has not changed since `before` keeps its
 * drive.
 */
function boundaryDrive(
  network: Network,
  { pixels, label }: Frame,
  before?: { readonly frame: Frame; readonly drive: BoundaryDrive },
): BoundaryDrive {
  const lowest = network.layers[0] as LayerWeights;
  const highest = network.layers[network.layers.length - 1] as LayerWeights;
  const fromLabel = () => {
    const drive = project(label, highest.topDown);
    return highest === lowest ? drive : tf.add<tf.Tensor3D>(drive, highest.bias);
  };
  return {
    bottom: before?.frame.pixels === pixels ? before.drive.bottom : drivenBy(pixels, lowest),
    top: before?.frame.label === label ? before.drive.top : fromLabel(),
  };
}

/** ŝ_{l-1} U_l + ŝ_{l+1} D_l + b_l: [K or 1, B, n_l]. */
function layerInput(
  weights: readonly LayerWeights[],
  drive: BoundaryDrive,
  layers: readonly LayerState[],
  index: number,
): tf.Tensor3D {
  const { bottomUp, topDown, bias } = weights[index] as LayerWeights;
  const below = layers[index - 1];
  const above = layers[index + 1];
  const fromBelow = below ? project(below.normalised, bottomUp) : drive.bottom;
  const fromAbove = above ? project(above.normalised, topDown) : drive.top;
  const fromBoth = tf.add<tf.Tensor3D>(fromBelow, fromAbove);
  return below && above ? tf.add(fromBoth, bias) : fromBoth; // the ends' drive has it already
}

/** The damped move of one layer towards what its input asks for. */
function blend(layer: LayerState, input: tf.Tensor3D, damping: number): LayerState {
  const kept = tf.mul(layer.activity, damping);
  return layerState(tf.add(kept, tf.mul(tf.relu(input), 1 - damping)));
}
