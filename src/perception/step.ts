import { compiled } from '../engine/compiled';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { Network } from '../network/network';
import { labelPlace, PIXELS, type Wire, wiresOf } from '../network/wires';
import { ascend, drivenByPixels, fire } from './ascend';
import type { Frame } from './frame';
import { type Drive, driveOf, layerInput, type Numbers } from './layer-input';
import { type Schedule, synchronous } from './schedule';
import {
  type BoundaryDrive,
  type LayerState,
  layerState,
  type PerceptionState,
  retain,
} from './state';

/** How the layers move. */
export interface Dynamics {
  /** Fraction of the old state that stays, 0 … 1; 0.3 in section 3.4 of the paper. */
  readonly damping: number;
  /** Which layers update together; all at once unless said otherwise. */
  readonly schedule: Schedule;
  /** What the activity of each hidden layer is multiplied by, [1, B, n_l]; 1 where nothing is said. */
  readonly gains?: readonly tf.Tensor3D[] | undefined;
}

/** The paper's constants (section 3.4). */
export const PAPER_DYNAMICS: Dynamics = { damping: 0.3, schedule: synchronous };

/**
 * The state at time 0: one bottom-up pass over the connections that lead up,
 * s_l(0) = relu(b_l + Σ_c project_c(ŝ_from(c)(0))); where each layer sees its neighbours alone,
 * relu(ŝ_{l-1}(0) U_l + b_l). `gains` are those of the dynamics.
 * Returns new tensors; the frame stays the caller's.
 */
export function bottomUpPass(
  network: Network,
  frame: Frame,
  gains?: Dynamics['gains'],
): PerceptionState {
  return tidy(() => {
    const drive = boundaryDrive(network, frame);
    return { step: 0, frame, drive, layers: ascend(network, drive.bottom, gains) };
  });
}

/**
 * One time step. Every layer reads the previous state only:
 * s_l(t) = damping · s_l(t-1) + (1 - damping) · relu(b_l + Σ_c project_c(ŝ_from(c)(t-1))); where each
 * layer sees its neighbours alone, the sum is ŝ_{l-1}(t-1) U_l + ŝ_{l+1}(t-1) D_l.
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
        weights: network.weights,
        biases: network.biases,
        wires: wiresOf(network.architecture),
        turns: dynamics.schedule(layers.length, previous.step + 1),
        damping: dynamics.damping,
        gains: dynamics.gains,
        layers,
        drive,
      }),
    };
  });
}

/** What one step computes from. */
interface Move extends Numbers {
  readonly wires: readonly (readonly Wire[])[];
  /** Which layers move together, group after group. */
  readonly turns: readonly (readonly number[])[];
  readonly damping: number;
  readonly gains: Dynamics['gains'];
  readonly layers: readonly LayerState[];
  readonly drive: BoundaryDrive;
}

/** The layers after one step, as one call of the engine. */
const move = compiled(({ wires, turns, damping, gains, layers, drive, ...numbers }: Move) =>
  tidy(() => {
    const asked = (before: readonly LayerState[], index: number) => {
      const drives = [drive.bottom[index], drive.top[index]];
      const seen = ({ source }: Wire) => before[source - 1]?.normalised;
      return layerInput(numbers, wires[index] as readonly Wire[], drives, index, seen);
    };
    return turns.reduce(
      (before, group) =>
        before.map((layer, index) =>
          group.includes(index)
            ? blend(layer, fire(asked(before, index), gains?.[index]), damping)
            : layer,
        ),
      layers,
    );
  }),
);

/**
 * The same state with `frame` clamped instead of its own. Returns handles of its own, so that one
 * bottom-up pass can start several videos.
 */
export function clamp(network: Network, state: PerceptionState, frame: Frame): PerceptionState {
  return tidy(() => retain({ ...state, frame, drive: boundaryDrive(network, frame, state) }));
}

/**
 * What the clamped ends send: the pixels once an image, the label once a hypothesis, with the bias of
 * each layer once. An end that has not changed since `before` keeps its drive.
 */
function boundaryDrive(
  network: Network,
  { pixels, label }: Frame,
  before?: { readonly frame: Frame; readonly drive: BoundaryDrive },
): BoundaryDrive {
  return {
    bottom: before?.frame.pixels === pixels ? before.drive.bottom : drivenByPixels(network, pixels),
    top: before?.frame.label === label ? before.drive.top : drivenByLabel(network, label),
  };
}

/** What label activity [K, B or 1, classes] sends to each layer; the bias, where pixels do not. */
function drivenByLabel(network: Network, label: tf.Tensor3D): readonly Drive[] {
  const top = labelPlace(network.architecture);
  return wiresOf(network.architecture).map((wires, index) => {
    const seeing = wires.filter(({ source }) => source === top);
    const seesPixels = wires.some(({ source }) => source === PIXELS);
    return driveOf(network, seeing, label, index, !seesPixels);
  });
}

/** The damped move of one layer towards the activity that its input asks for. */
function blend(layer: LayerState, asked: tf.Tensor3D, damping: number): LayerState {
  const kept = tf.mul(layer.activity, damping);
  return layerState(tf.add(kept, tf.mul(asked, 1 - damping)));
}
