import { compiled } from '../../engine/compiled';
import * as tf from '../../engine/ops';
import { tidy } from '../../engine/tidy';
import { layersRead } from '../../network/architecture';
import type { Network } from '../../network/network';
import { PIXELS, type Wire, wiresOf } from '../../network/wires';
import { seenPixels } from '../../perception/frame';
import { layerInput } from '../../perception/layer-input';
import { fire, type LayerState, layerState } from '../../perception/state';
import { goodnessAtOnce } from '../goodness-over-time';
import { type InputOverTime, type LayerGradient, localGradients } from '../local-gradient';
import { maximiseGoodness, positiveActivity } from '../objective';
import type { CommonSettings } from '../settings';
import { batchGradient, type LearntLayer, type PairLearning } from './feedforward';

/** What arrives at one layer. */
interface Arriving {
  /** What each connection sees, normalised: [K, B, from]. */
  readonly inputs: readonly tf.Tensor3D[];
  readonly wires: readonly Wire[];
  readonly weights: readonly tf.Tensor[];
  readonly bias: tf.Tensor1D;
}

/** One layer's state from what it sees, as one call of the engine. */
const stateFrom = compiled(({ inputs, wires, weights, bias }: Arriving) =>
  tidy(() => {
    const placed: tf.Tensor[] = [];
    for (const [index, { at }] of wires.entries()) placed[at] = weights[index] as tf.Tensor;
    const seen = (wire: Wire) => inputs[wires.indexOf(wire)];
    return layerState(fire(layerInput({ weights: placed, biases: [bias] }, wires, [], 0, seen)));
  }),
);

/** A layer that learns from what it has just seen. */
interface Lesson extends Pick<CommonSettings, 'temperature' | 'peer'> {
  readonly state: LayerState;
  readonly inputs: readonly InputOverTime[];
  readonly meanActivity: tf.Tensor1D;
}

/** What one layer learns, as one call of the engine. */
const learnLayer = compiled(({ state, inputs, meanActivity, temperature, peer }: Lesson) =>
  tidy((): LearntLayer => {
    const seen = { activity: [state.activity], inputs, meanActivity };
    const goodness = goodnessAtOnce(state);
    const contrast = { objective: maximiseGoodness(temperature), peer };
    const [gradient] = localGradients([seen], [goodness], contrast) as [LayerGradient];
    return { gradient, goodness, activity: tf.mean(positiveActivity(state), 0, true) };
  }),
);

/**
 * The bottom-up pass over images [K, B, n_0], in which a layer is forgotten as soon as the last one
 * that sees it has seen it. `visit` is lent each layer's state and what each of its connections sees,
 * lowest layer first; what it makes of them is the result.
 */
function forgetfulPass<T>(
  { architecture, weights, biases }: Network,
  images: tf.Tensor3D,
  visit: (state: LayerState, inputs: readonly InputOverTime[], index: number) => T,
): readonly T[] {
  const layers = wiresOf(architecture);
  const seenLater = (source: number, index: number) =>
    layers.slice(index + 1).some((wires) => wires.some((wire) => wire.source === source));
  return tidy(() => {
    const shown = new Map<number, tf.Tensor3D>([[PIXELS, seenPixels(architecture, images)]]);
    return layers.map((wires, index) => {
      const inputs = wires.map(({ source }) => shown.get(source) as tf.Tensor3D);
      const state = stateFrom({
        inputs,
        wires,
        weights: wires.map(({ at }) => weights[at] as tf.Tensor),
        bias: biases[index] as tf.Tensor1D,
      });
      const seen = wires.map((wire, at) => ({ wire, seen: [inputs[at] as tf.Tensor3D] }));
      const made = tidy(() => visit(state, seen, index));
      tf.dispose([state.activity, state.goodness]);
      shown.set(index + 1, state.normalised);
      for (const [source, one] of shown) {
        if (seenLater(source, index)) continue;
        one.dispose();
        shown.delete(source);
      }
      return made;
    });
  });
}

/**
 * What makes Forward-Forward take little memory: a layer learns as soon as it has seen, and what it did is then
 * forgotten, so that beyond weights and gradients a deep network takes no more memory than a
 * shallow one. (What the readout sees is kept, too.)
 * The same gradient as `SIDE_BY_SIDE`, but slower, as the layers wait for each other.
 */
export const LAYER_BY_LAYER: PairLearning = {
  readoutSees(network, images) {
    const read = layersRead(network.architecture);
    return tidy(() => {
      const each = forgetfulPass(network, images, ({ normalised }, _, index) =>
        read.includes(index) ? tf.squeeze<tf.Tensor2D>(normalised, [0]) : undefined,
      );
      return tf.concat2d(
        each.filter((one) => one !== undefined),
        1,
      );
    });
  },
  gradient: ({ network, meanActivity }, pairs, readout, { temperature, peer }) =>
    tidy(() => {
      const learnt = forgetfulPass(network, pairs, (state, inputs, index) => {
        const mean = meanActivity[index] as tf.Tensor1D;
        return learnLayer({ state, inputs, meanActivity: mean, temperature, peer });
      });
      return batchGradient(network, learnt, readout);
    }),
};
