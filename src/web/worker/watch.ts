import { from } from 'rxjs';
import { makingOnce } from '../../engine/made-once';
import * as tf from '../../engine/ops';
import { oneHot, tidy } from '../../engine/tidy';
import { sizesOf } from '../../network/architecture';
import { lesion } from '../../network/lesion';
import type { Network } from '../../network/network';
import { activityInBytes } from '../../observation/activity-bytes';
import { expectedPixels } from '../../perception/expected-pixels';
import {
  everyLabel,
  type Frame,
  frameFor,
  noLabel,
  unlabelledFrame,
  withLabel,
} from '../../perception/frame';
import { dynamicsOf } from '../../perception/perception-settings';
import { readoutLogits } from '../../perception/readout';
import { drain, settle, silentStart } from '../../perception/settle';
import { type LayerState, type PerceptionState, release, retain } from '../../perception/state';
import { bottomUpPass } from '../../perception/step';
import type { Scene, Top } from '../scene/scene';
import type { Watched } from './messages';

/** Lets a network watch a scene. Throws RangeError where the scene does not fit the network. */
export function watch(network: Network, scene: Scene): Watched {
  const started = performance.now();
  checkScene(network, scene);
  const seen = makingOnce(() => lesioned(network, scene, (left) => watchAll(left, scene)));
  return { ...seen, milliseconds: performance.now() - started };
}

/** All that is seen of a network as it is, under a scene. */
function watchAll(network: Network, scene: Scene): Omit<Watched, 'milliseconds'> {
  const { classes, hidden } = sizesOf(network.architecture);
  const hypotheses = scene.tops.includes('every') ? classes : 1;
  const states: PerceptionState[] = [];
  try {
    statesOf(network, scene, (state) => states.push(retain(state)));
    const read = (of: (layer: LayerState) => tf.Tensor3D, layer: number) =>
      underEach(
        hypotheses,
        states.map(({ layers }) => of(layers[layer] as LayerState)),
      );
    const goodness = hidden.map((_, layer) => read((one) => one.goodness, layer));
    const ofState = (step: number, hypothesis: number) =>
      goodness.map(
        (layer, at) => (layer[step * hypotheses + hypothesis] as number) / (hidden[at] as number),
      );
    return {
      hypotheses,
      goodness: states.map((_, step) =>
        Array.from({ length: hypotheses }, (__, hypothesis) => ofState(step, hypothesis)),
      ),
      activity: hidden.map((_, layer) => activityInBytes(read((one) => one.activity, layer))),
      expected: expectedBy(network, states, hypotheses),
      onePass: readInOnePass(network, scene),
    };
  } finally {
    for (const state of states) release(state);
  }
}

/** What layer 1 expects of the pixels in all states, by one product: [step][hypothesis][n_0]. */
function expectedBy(
  network: Network,
  states: readonly PerceptionState[],
  hypotheses: number,
): Float32Array {
  const lowest = states.map(({ layers }) => (layers[0] as LayerState).normalised);
  const counts = lowest.map(({ shape }) => shape[HYPOTHESES]);
  const each: tf.Tensor3D[] = tidy(() => {
    const expected = expectedPixels(network, tf.concat3d(lowest, HYPOTHESES));
    return tf.split(expected, counts, HYPOTHESES);
  });
  try {
    return underEach(hypotheses, each);
  } finally {
    tf.dispose(each);
  }
}

/** The axis of the hypotheses in [K or 1, 1, n]. */
const HYPOTHESES = 0;

/**
 * The numbers of [K or 1, 1, n], one a step: [step][hypothesis][n]. What no label has reached is the same under
 * each hypothesis.
 */
function underEach(hypotheses: number, steps: readonly tf.Tensor3D[]): Float32Array {
  const size = steps[0]?.shape[2] ?? 0;
  const all = new Float32Array(steps.length * hypotheses * size);
  for (const [step, tensor] of steps.entries()) {
    const numbers = tensor.dataSync<'float32'>();
    const start = step * hypotheses * size;
    for (let at = start; at < start + hypotheses * size; at += numbers.length) all.set(numbers, at);
  }
  return all;
}

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
  lesioned(network, scene, (left) => statesOf(left, scene, next));
}

/** Lends what is left of a network without all that a scene takes from it. */
function lesioned<Result>(
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
function statesOf(network: Network, scene: Scene, next: (state: PerceptionState) => void): void {
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
function unitInterval(picture: Uint8Array): Float32Array {
  return Float32Array.from(picture, (value) => value / 255);
}

/** What the readout makes of the first picture that is seen, in one pass: a probability a label. */
function readInOnePass(network: Network, { pictures, shown }: Scene): readonly number[] {
  const { classes, pixels } = sizesOf(network.architecture);
  const first = shown.find((at) => at !== undefined);
  if (first === undefined) return new Array<number>(classes).fill(0);
  const shares = tidy(() => {
    const seen = tf.tensor2d(unitInterval(pictures[first] as Uint8Array), [1, pixels]);
    const pass = bottomUpPass(network, unlabelledFrame(network, seen));
    return tf.softmax(readoutLogits(network, pass));
  });
  const numbers = Array.from(shares.dataSync<'float32'>());
  shares.dispose();
  return numbers;
}

function checkScene({ architecture }: Network, { pictures, shown, tops }: Scene): void {
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
