import * as tf from '@tensorflow/tfjs-core';
import { tidy } from '../engine/tidy';
import type { LayerWeights } from '../network/network';
import type { Schedule } from '../perception/schedule';
import type { LayerState, PerceptionState } from '../perception/state';
import { correlate, type Pushes } from './correlate';
import type { Objective } from './objective';
import { overTime } from './over-time';
import { peerTerm } from './peer';
import { speakingRows } from './speaking';

/** What layers are pushed towards. */
export interface Contrast {
  readonly objective: Objective;
  /** Strength λ of the peer term. */
  readonly peer: number;
  /** In which order the layers moved, and so what each had seen. */
  readonly schedule: Schedule;
}

/**
 * Where every hidden layer's weights should go after one batch was watched: the local gradients,
 * averaged over images and steps. For layer l,
 * Δ U_l = Σ_t ŝ_{l-1}(t-1)ᵀ δ_l(t), Δ D_l = Σ_t ŝ_{l+1}(t-1)ᵀ δ_l(t), Δ b_l = Σ_t δ_l(t).
 * Where `schedule` moves a neighbour first, the layer has read its ŝ(t), and that takes the place
 * of ŝ(t-1).
 *
 * `states` are steps 0 … T of the two hypotheses (0 the true label, 1 the wrong one);
 * `goodness` is theirs from step 1 on (`goodnessOverTime`); `meanActivity` is each layer's running mean m_l. Nothing is propagated back: a layer's δ needs
 * its own activity alone. The caller owns the result. Source: docs/model.md.
 */
export function hiddenGradients(
  states: readonly PerceptionState[],
  goodness: readonly Float32Array[],
  meanActivity: readonly tf.Tensor1D[],
  { objective, peer: strength, schedule }: Contrast,
): readonly LayerWeights[] {
  return tidy(() => {
    const moved = states.slice(1);
    const turns = schedule(meanActivity.length);
    return meanActivity.map((mean, index): LayerWeights => {
      const peer = peerTerm(mean, strength);
      const pushes = pushesOn(index, moved, goodness[index] as Float32Array, objective, peer);
      const seenFrom = (neighbour: number): tf.Tensor3D[] => {
        const read = movesBefore(neighbour, index, turns) ? moved : states;
        return moved.map((_, time) => clampedOrLayer(read[time] as PerceptionState, neighbour));
      };
      return {
        bottomUp: correlate(seenFrom(index - 1), pushes),
        topDown: correlate(seenFrom(index + 1), pushes),
        bias: sumOf(pushes),
      };
    });
  });
}

/** δ_l(t) = (c · s_l(t) + peer) / (images · steps), the peer term under the true label alone. */
function pushesOn(
  index: number,
  states: readonly PerceptionState[],
  goodness: Float32Array,
  objective: Objective,
  peer: tf.Tensor1D,
): Pushes {
  const layers = states.map((state) => state.layers[index] as LayerState);
  const [{ activity }] = layers as [LayerState];
  const [, images, units] = activity.shape;
  const share = 1 / (states.length * images);
  const { rows, coefficients } = speakingRows(goodness, images, units, objective);
  const all = overTime(
    layers.map((layer) => layer.activity),
    images,
  );
  const scale = tf.tensor2d(
    coefficients.map((one) => one * share),
    [rows.length, 1],
  );
  const each = tf.mul<tf.Tensor2D>(tf.gather(all, tf.tensor1d(rows, 'int32')), scale);
  return { steps: states.length, images, rows, each, underTruth: tf.mul(peer, share) };
}

/** Σ δ over steps, hypotheses and images: [n]. */
function sumOf({ steps, images, each, underTruth }: Pushes): tf.Tensor1D {
  return tf.add(tf.sum(each, 0), tf.mul(underTruth, steps * images));
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
