import type { Tensor2D, Tensor3D } from '../engine/ops';
import { tidy } from '../engine/tidy';
import { layersRead } from '../network/architecture';
import type { Network } from '../network/network';
import { labelPlace, PIXELS, wiresOf } from '../network/wires';
import { ascend, drivenByPixels } from './ascend';
import type { OwnBelief } from './belief';
import type { Frame } from './frame';
import { type Drive, driveOf } from './layer-input';
import { believe, type HeldBelief, type Moved, move } from './move';
import { type Schedule, synchronous } from './schedule';
import { type BoundaryDrive, type PerceptionState, retain } from './state';

/** How the layers move. */
export interface Dynamics {
  /** Fraction of the old state that stays, 0 … 1; 0.3 in section 3.4 of the paper. */
  readonly damping: number;
  /** Which layers update together; all at once unless said otherwise. */
  readonly schedule: Schedule;
  /** What the activity of each hidden layer is multiplied by, [1, B, n_l]; 1 where nothing is said. */
  readonly gains?: readonly Tensor3D[] | undefined;
  /**
   * The labels that a frame holds stand at the top all at once, each as strong as the network believes it in
   * the state before the step; the hidden layers have one state, and not one a label. Unless told, each
   * label is held for itself.
   */
  readonly belief?: OwnBelief | undefined;
}

/** How the layers move with the network's own belief at its top. */
export type BelievingDynamics = Dynamics & { readonly belief: OwnBelief };

/** How the layers move where labels are tried: nothing is multiplied by gains, and each label is held for itself. */
export interface PlainDynamics extends Dynamics {
  readonly gains?: undefined;
  readonly belief?: undefined;
}

/** The paper's constants (section 3.4). */
export const PAPER_DYNAMICS: PlainDynamics = { damping: 0.3, schedule: synchronous };

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
  return tidy(() => ({
    step: previous.step + 1,
    frame,
    drive: boundaryDrive(network, frame, previous),
    layers: move({
      ...asMoved(network, previous, dynamics),
      turns: dynamics.schedule(previous.layers.length, previous.step + 1),
      held: dynamics.belief && asHeld(network, previous, dynamics.belief),
    }),
  }));
}

/**
 * Logits of what a network believes in a state of the labels that its frame holds, which is what stands at
 * the top at the next step: [B, K]. A new tensor; the caller owns it.
 */
export function beliefLogits(
  network: Network,
  state: PerceptionState,
  dynamics: BelievingDynamics,
): Tensor2D {
  const held = asHeld(network, state, dynamics.belief);
  return believe({ ...asMoved(network, state, dynamics), held });
}

function asMoved(
  { architecture, weights, biases }: Network,
  { layers, drive }: PerceptionState,
  { damping, gains }: Dynamics,
): Moved {
  return { weights, biases, wires: wiresOf(architecture), damping, gains, layers, drive };
}

function asHeld(
  { architecture, readout }: Network,
  { frame: { label } }: PerceptionState,
  belief: OwnBelief,
): HeldBelief {
  return { belief, label, readout, read: layersRead(architecture) };
}

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
function drivenByLabel(network: Network, label: Tensor3D): readonly Drive[] {
  const top = labelPlace(network.architecture);
  return wiresOf(network.architecture).map((wires, index) => {
    const seeing = wires.filter(({ source }) => source === top);
    const seesPixels = wires.some(({ source }) => source === PIXELS);
    return driveOf(network, seeing, label, index, !seesPixels);
  });
}
