import { compiled } from '../engine/compiled';
import { normalise } from '../engine/normalise';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { localGradients } from '../learning/local-gradient';
import { maximiseGoodness } from '../learning/objective';
import { raisedActivity } from '../learning/raised';
import type { BottomUpWeights, FeedforwardNetwork } from '../network/network';
import { layersRead } from '../network/sizes';
import { drivenBy } from '../perception/ascend';
import { layerState } from '../perception/layer-state';
import type { LayerState } from '../perception/state';
import { type LayerLesson, type LessonMaker, lessonOf } from './lesson-maker';

interface Rise {
  /** Normalised: [K, B, from]. */
  readonly below: tf.Tensor3D;
  readonly weights: BottomUpWeights;
}

/** One layer's state from what is below it, as one call of the engine. */
const rise = compiled(({ below, weights }: Rise) =>
  tidy(() => layerState(tf.relu(drivenBy(below, weights)))),
);

/**
 * The bottom-up pass over images [K, B, n_0], in which a layer is forgotten as soon as the next one
 * has seen it. `visit` is lent each layer's state and what is below it, lowest layer first; what it
 * makes of them is the result.
 */
function climb<T>(
  { layers }: FeedforwardNetwork,
  images: tf.Tensor3D,
  visit: (state: LayerState, below: tf.Tensor3D, index: number) => T,
): readonly T[] {
  return tidy(() => {
    let below: tf.Tensor3D = normalise(images);
    return layers.map((weights, index) => {
      const state = rise({ below, weights });
      const made = tidy(() => visit(state, below, index));
      tf.dispose([below, state.activity, state.goodness]);
      below = state.normalised;
      return made;
    });
  });
}

/**
 * What makes Forward-Forward frugal: a layer learns as soon as it has seen, and what it did is then
 * forgotten, so that beyond weights and gradients a deep network takes no more memory than a
 * shallow one. (What the readout reads is kept: the top layer alone, where the sizes say `highest`.)
 * The same lesson as `SIDE_BY_SIDE`, but slower, as the layers wait for each other.
 */
export const LAYER_BY_LAYER: LessonMaker = {
  readoutSees(network, images) {
    const read = layersRead(network.sizes);
    return tidy(() => {
      const each = climb(network, images, ({ normalised }, _, index) =>
        read.includes(index) ? tf.squeeze<tf.Tensor2D>(normalised, [0]) : undefined,
      );
      return tf.concat2d(
        each.filter((one) => one !== undefined),
        1,
      );
    });
  },
  lesson: ({ network, meanActivity }, pairs, readout, { temperature, peer }) =>
    tidy(() => {
      const contrast = { objective: maximiseGoodness(temperature), peer };
      const learnt = climb(network, pairs, (state, below, index): LayerLesson => {
        const mean = meanActivity[index] as tf.Tensor1D;
        const seen = { activity: [state.activity], below: [below], meanActivity: mean };
        const goodness = state.goodness.dataSync<'float32'>();
        const [gradient] = localGradients([seen], [goodness], contrast) as [BottomUpWeights];
        return { gradient, goodness, activity: tf.mean(raisedActivity(state), 0, true) };
      });
      return lessonOf(network, learnt, readout);
    }),
};
