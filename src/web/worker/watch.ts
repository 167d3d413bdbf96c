import { from } from 'rxjs';
import * as tf from '../../engine/ops';
import { oneHot, tidy } from '../../engine/tidy';
import { sizesOf } from '../../network/architecture';
import { lesion } from '../../network/lesion';
import type { Network } from '../../network/network';
import { expectedPixels } from '../../perception/expected-pixels';
import { everyLabel, type Frame, frameFor, noLabel, withLabel } from '../../perception/frame';
import { readoutLogits } from '../../perception/readout';
import { synchronous } from '../../perception/schedule';
import { drain, settle, silentStart } from '../../perception/settle';
import type { PerceptionState } from '../../perception/state';
import { bottomUpPass } from '../../perception/step';
import type { Scene, Top, Watched } from './messages';

/** Lets a network watch a scene. Throws RangeError where the scene does not fit the network. */
export function watch(network: Network, scene: Scene): Watched {
  const started = performance.now();
  const { classes, hidden, pixels } = sizesOf(network.architecture);
  const hypotheses = scene.tops.includes('every') ? classes : 1;
  const steps = scene.shown.length;
  const activity = hidden.map((units) => new Float32Array(steps * hypotheses * units));
  const expected = new Float32Array(steps * hypotheses * pixels);
  const goodness: number[][][] = [];
  const onePass = tidy(() => {
    watchStates(network, scene, (state) => {
      const all = (one: tf.Tensor3D, last: number) =>
        tf.broadcastTo(one, [hypotheses, 1, last]).dataSync<'float32'>();
      const each = state.layers.map((layer, at) => {
        const units = hidden[at] as number;
        activity[at]?.set(all(layer.activity, units), state.step * hypotheses * units);
        return all(layer.goodness, 1).map((one) => one / units);
      });
      const lowest = state.layers[0]?.normalised as tf.Tensor3D;
      const seen = tidy(() => all(expectedPixels(network, lowest), pixels));
      expected.set(seen, state.step * hypotheses * pixels);
      goodness.push(
        Array.from({ length: hypotheses }, (_, at) => each.map((layer) => layer[at] as number)),
      );
    });
    return readInOnePass(network, scene);
  });
  return {
    ...{ hypotheses, goodness, expected, onePass },
    activity: activity.map(inBytes),
    milliseconds: performance.now() - started,
  };
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
  const { damping, lesions, seed, silent } = scene;
  const lesioned: ReturnType<typeof lesion>[] = [];
  let left = network;
  for (const one of lesions) {
    const after = lesion(left, one, seed);
    lesioned.push(after);
    left = after.network;
  }
  const frames = tidy(() => [...framesOf(network, scene)]);
  const dynamics = { damping, schedule: synchronous };
  try {
    drain(settle(left, from(frames), dynamics, silent ? silentStart : bottomUpPass), next);
  } finally {
    tf.dispose(frames.flatMap(({ pixels, label }) => [pixels, label]));
    for (const { dispose } of lesioned) dispose();
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
  return tidy(() => {
    const seen = tf.tensor2d(unitInterval(pictures[first] as Uint8Array), [1, pixels]);
    const pass = bottomUpPass(network, frameFor(network, seen, noLabel(classes, 'silent')));
    return Array.from(tf.softmax(readoutLogits(network, pass)).dataSync<'float32'>());
  });
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

/** Activity as bytes, of which 255 is the most active. */
function inBytes(activity: Float32Array): { most: number; bytes: Uint8Array } {
  const most = activity.reduce((high, one) => Math.max(high, one), 0);
  const scale = most > 0 ? 255 / most : 0;
  return { most, bytes: Uint8Array.from(activity, (one) => Math.round(one * scale)) };
}
