import * as tf from '@tensorflow/tfjs-core';
import { tidy } from '../engine/tidy';
import type { LayerWeights } from '../network/network';
import type { PerceptionState } from '../perception/state';
import { correlate, type Pair } from './correlate';
import type { Objective } from './objective';
import { peerTerm } from './peer';

/**
 * Where every hidden layer's weights should go after one batch was watched: the local gradients,
 * averaged over images and steps. For layer l,
 * Δ U_l = Σ_t ŝ_{l-1}(t-1)ᵀ δ_l(t), Δ D_l = Σ_t ŝ_{l+1}(t-1)ᵀ δ_l(t), Δ b_l = Σ_t δ_l(t).
 *
 * `states` are steps 0 … T of the two hypotheses (0 the true label, 1 the wrong one);
 * `meanActivity` is each layer's running mean m_l. Nothing is propagated back: a layer's δ needs
 * its own activity alone. The caller owns the result. Source: MODEL, "Learning".
 */
export function hiddenGradients(
  states: readonly PerceptionState[],
  objective: Objective,
  meanActivity: readonly tf.Tensor1D[],
  peerStrength: number,
): readonly LayerWeights[] {
  return tidy(() => {
    const moved = states.slice(1);
    const perImageAndStep = 1 / (moved.length * imagesOf(states));
    return meanActivity.map((mean, index): LayerWeights => {
      const peer = positiveOnly(peerTerm(mean, peerStrength));
      const pushes = moved.map((state) => push(state, index, objective, peer));
      const pairs = (inputOf: (state: PerceptionState) => tf.Tensor3D): Pair[] =>
        pushes.map((delta, time) => ({
          input: inputOf(states[time] as PerceptionState),
          push: delta,
        }));
      return {
        bottomUp: tf.mul(correlate(pairs((state) => below(state, index))), perImageAndStep),
        topDown: tf.mul(correlate(pairs((state) => above(state, index))), perImageAndStep),
        bias: tf.mul(tf.sum<tf.Tensor1D>(tf.addN(pushes), [0, 1]), perImageAndStep),
      };
    });
  });
}

/** δ_l(t) = c · s_l(t) + peer: [2, B, n]. */
function push(
  state: PerceptionState,
  index: number,
  objective: Objective,
  peer: tf.Tensor3D,
): tf.Tensor3D {
  const { activity, goodness } = state.layers[index] as PerceptionState['layers'][number];
  return tf.add(tf.mul(objective(goodness, activity.shape[2]), activity), peer);
}

/** The peer term acts on the true label's states alone: [n] → [2, 1, n]. */
function positiveOnly(term: tf.Tensor1D): tf.Tensor3D {
  return tf.tidy(() => tf.expandDims(tf.stack([term, tf.zerosLike(term)]), 1));
}

/** What the bottom-up weights of this layer saw. */
function below(state: PerceptionState, index: number): tf.Tensor3D {
  return state.layers[index - 1]?.normalised ?? state.frame.pixels;
}

/** What the top-down weights of this layer saw. */
function above(state: PerceptionState, index: number): tf.Tensor3D {
  return state.layers[index + 1]?.normalised ?? state.frame.label;
}

function imagesOf(states: readonly PerceptionState[]): number {
  return states[0]?.frame.pixels.shape[1] as number;
}
