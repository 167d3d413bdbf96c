import * as tf from '@tensorflow/tfjs-core';
import { tidy } from '../engine/tidy';
import type { LayerWeights } from '../network/network';
import type { Schedule } from '../perception/schedule';
import type { PerceptionState } from '../perception/state';
import { correlate, type Pair } from './correlate';
import type { Objective } from './objective';
import { peerTerm } from './peer';

/**
 * Where every hidden layer's weights should go after one batch was watched: the local gradients,
 * averaged over images and steps. For layer l,
 * Δ U_l = Σ_t ŝ_{l-1}(t-1)ᵀ δ_l(t), Δ D_l = Σ_t ŝ_{l+1}(t-1)ᵀ δ_l(t), Δ b_l = Σ_t δ_l(t).
 * Where `schedule` moves a neighbour first, the layer has read its ŝ(t), and that takes the place
 * of ŝ(t-1).
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
  schedule: Schedule,
): readonly LayerWeights[] {
  return tidy(() => {
    const moved = states.slice(1);
    const turns = schedule(meanActivity.length);
    const perImageAndStep = 1 / (moved.length * imagesOf(states));
    return meanActivity.map((mean, index): LayerWeights => {
      const peer = positiveOnly(peerTerm(mean, peerStrength));
      const pushes = moved.map((state) => push(state, index, objective, peer));
      const pairs = (neighbour: number): Pair[] => {
        const read = movesBefore(neighbour, index, turns) ? moved : states;
        return pushes.map((delta, time) => ({
          input: clampedOrLayer(read[time] as PerceptionState, neighbour),
          push: delta,
        }));
      };
      return {
        bottomUp: tf.mul(correlate(pairs(index - 1)), perImageAndStep),
        topDown: tf.mul(correlate(pairs(index + 1)), perImageAndStep),
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

/** Whether a layer's turn within a step is before another's; the clamped ends have none. */
function movesBefore(layer: number, other: number, turns: readonly (readonly number[])[]): boolean {
  const turnOf = (one: number) => turns.findIndex((group) => group.includes(one));
  return turnOf(layer) >= 0 && turnOf(layer) < turnOf(other);
}

/** What a layer's neighbour shows it; below the lowest are the pixels, above the highest the label. */
function clampedOrLayer({ layers, frame }: PerceptionState, index: number): tf.Tensor3D {
  return layers[index]?.normalised ?? (index < 0 ? frame.pixels : frame.label);
}

function imagesOf(states: readonly PerceptionState[]): number {
  return states[0]?.frame.pixels.shape[1] as number;
}
