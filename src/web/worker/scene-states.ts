import { from } from 'rxjs';
import * as tf from '../../engine/ops';
import { oneHot, tidy } from '../../engine/tidy';
import { sizesOf } from '../../network/architecture';
import { lesion } from '../../network/lesion';
import type { Network } from '../../network/network';
import { everyLabel, type Frame, frameFor, noLabel, withLabel } from '../../perception/frame';
import { dynamicsOf } from '../../perception/perception-settings';
import { drain, settle, silentStart } from '../../perception/settle';
import type { PerceptionState } from '../../perception/state';
import { bottomUpPass } from '../../perception/step';
import type { Scene, Top } from '../scene/scene';

/**
 * The states of a network under a scene, one a step from step 0 on, each lent until `next` returns. Throws
 * RangeError where the scene does not fit the network.
 */
export function watchStates(
  network: Network,
  scene: Scene,
  next: (state: PerceptionState) => void,
): void {
  checkScene(network, scene);
  withLesions(network, scene, (left) => statesOf(left, scene, next));
}

/** Lends what is left of a network without all that a scene takes from it. */
export function withLesions<Result>(
  network: Network,
  { lesions, seed }: Scene,
  use: (left: Network) => Result,
): Result {
  const frees: (() => void)[] = [];
  try {
    let left = network;
    for (const one of lesions) {
      const after = lesion(left, one, seed);
      frees.push(after.dispose);
      left = after.network;
    }
    return use(left);
  } finally {
    for (const free of frees) free();
  }
}

/** The states of a network as it is, under a scene. */
export function statesOf(
  network: Network,
  scene: Scene,
  next: (state: PerceptionState) => void,
): void {
  const start = scene.silent ? silentStart : bottomUpPass;
  const frames = tidy(() => [...framesOf(network, scene)]);
  try {
    drain(settle(network, from(frames), dynamicsOf(scene), start), next);
  } finally {
    tf.dispose(frames.flatMap(({ pixels, label }) => [pixels, label]));
  }
}

/** The frames of a scene; those that stay share their tensors, so that what they send is computed once. */
function framesOf(network: Network, { pictures, shown, tops }: Scene): readonly Frame[] {
  const { architecture } = network;
  const { classes, pixels } = sizesOf(architecture);
  const silent = noLabel(classes, 'silent');
  const seen = (picture: Uint8Array) =>
    frameFor(network, tf.tensor2d(unitInterval(picture), [1, pixels]), silent);
  const ofPictures = pictures.map(seen);
  const nothing: Frame = { pixels: tf.zeros([1, 1, pixels]), label: silent };
  const labels = new Map<Top, tf.Tensor3D>();
  const labelled = (frame: Frame, top: Top): Frame => {
    const made = labels.get(top) ?? withLabel(frame, labelOf(top, classes)).label;
    labels.set(top, made);
    return { pixels: frame.pixels, label: made };
  };
  return shown.map((at, step) =>
    labelled(at === undefined ? nothing : (ofPictures[at] as Frame), tops[step] as Top),
  );
}

function labelOf(top: Top, classes: number): tf.Tensor3D {
  if (top === 'every') return everyLabel(classes);
  if (top === 'none') return noLabel(classes, 'silent');
  return tf.reshape(oneHot(tf.tensor1d([top], 'int32'), classes), [1, 1, classes]);
}

/** Values 0–255 in 0 … 1. */
export function unitInterval(picture: Uint8Array): Float32Array {
  return Float32Array.from(picture, (value) => value / 255);
}

/** Throws RangeError where the scene does not fit the network. */
export function checkScene({ architecture }: Network, { pictures, shown, tops }: Scene): void {
  const { classes, pixels } = sizesOf(architecture);
  const odd = pictures.find(({ length }) => length !== pixels);
  if (odd) throw new RangeError(`a picture of ${odd.length} values: the network sees ${pixels}`);
  if (shown.length === 0 || shown.length !== tops.length)
    throw new RangeError(`${shown.length} frames and ${tops.length} labels: give one each a step`);
  if (shown.some((at) => at !== undefined && !pictures[at]))
    throw new RangeError('a picture is shown that is not there');
  const none = tops.find((top) => typeof top === 'number' && !(top >= 0 && top < classes));
  if (none !== undefined) throw new RangeError(`no label ${none}: there are ${classes}`);
}
