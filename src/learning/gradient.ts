import * as tf from '@tensorflow/tfjs-core';
import { tidy } from '../engine/tidy';
import type { LayerWeights } from '../network/network';
import type { Schedule } from '../perception/schedule';
import type { LayerState, PerceptionState } from '../perception/state';
import { correlate } from './correlate';
import type { Objective } from './objective';
import { overTime } from './over-time';
import { peerTerm } from './peer';

/** The true label and a wrong one. */
const HYPOTHESES = 2;

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
    return meanActivity.map((mean, index): LayerWeights => {
      const pushes = pushesOn(index, moved, objective, peerTerm(mean, peerStrength));
      const seenFrom = (neighbour: number): tf.Tensor3D[] => {
        const read = movesBefore(neighbour, index, turns) ? moved : states;
        return moved.map((_, time) => clampedOrLayer(read[time] as PerceptionState, neighbour));
      };
      return {
        bottomUp: correlate(seenFrom(index - 1), pushes),
        topDown: correlate(seenFrom(index + 1), pushes),
        bias: tf.sum<tf.Tensor1D>(pushes, [0, 1, 2]),
      };
    });
  });
}

/** δ_l(t) = (c · s_l(t) + peer) / (images · steps), at every step: [T, 2, B, n]. */
function pushesOn(
  index: number,
  states: readonly PerceptionState[],
  objective: Objective,
  peer: tf.Tensor1D,
): tf.Tensor4D {
  const layers = states.map((state) => state.layers[index] as LayerState);
  const activity = overTime(
    layers.map((layer) => layer.activity),
    HYPOTHESES,
  );
  const goodness = overTime(
    layers.map((layer) => layer.goodness),
    HYPOTHESES,
  );
  const [steps, , images, units] = activity.shape;
  const share = 1 / (steps * images);
  const coefficient = tf.mul(objective(goodness, units), share);
  return tf.add(tf.mul(activity, coefficient), underTruth(tf.mul(peer, share)));
}

/** The peer term acts on the true label's states alone: [n] → [2, 1, n]. */
function underTruth(term: tf.Tensor1D): tf.Tensor3D {
  return tf.expandDims(tf.stack([term, tf.zerosLike(term)]), 1);
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
