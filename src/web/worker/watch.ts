import { makingOnce } from '../../engine/made-once';
import * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { activityInBytes } from '../../observation/activity-bytes';
import { expectedPixels } from '../../perception/expected-pixels';
import { unlabelledFrame } from '../../perception/frame';
import { readoutLogits } from '../../perception/readout';
import { type LayerState, type PerceptionState, release, retain } from '../../perception/state';
import { bottomUpPass } from '../../perception/step';
import type { Scene } from '../scene/scene';
import type { Watched } from './messages';
import { checkScene, statesOf, unitInterval, withLesions } from './scene-states';

/** Lets a network watch a scene. Throws RangeError where the scene does not fit the network. */
export function watch(network: Network, scene: Scene): Watched {
  const started = performance.now();
  checkScene(network, scene);
  const seen = makingOnce(() => withLesions(network, scene, (left) => watchAll(left, scene)));
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
