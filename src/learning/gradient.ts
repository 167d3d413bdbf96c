import * as tf from '@tensorflow/tfjs-core';
import { compiled } from '../engine/compiled';
import { tidy } from '../engine/tidy';
import type { LayerWeights } from '../network/network';
import type { Schedule } from '../perception/schedule';
import type { LayerState, PerceptionState } from '../perception/state';
import { correlate, type Pushes } from './correlate';
import { HYPOTHESES } from './hypotheses';
import type { Objective } from './objective';
import { peerTerm } from './peer';
import { picked, rowsByStep } from './picked';
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
    const images = (states[0] as PerceptionState).frame.pixels.shape[1];
    const share = 1 / (moved.length * images);
    const layers = meanActivity.map((mean, index): Seen => {
      const seenFrom = (neighbour: number): tf.Tensor3D[] => {
        const read = movesBefore(neighbour, index, turns) ? moved : states;
        return moved.map((_, time) => clampedOrLayer(read[time] as PerceptionState, neighbour));
      };
      return {
        activity: moved.map(({ layers }) => (layers[index] as LayerState).activity),
        below: seenFrom(index - 1),
        above: seenFrom(index + 1),
        meanActivity: mean,
      };
    });
    const speaking = layers.map(({ meanActivity: { size } }, index) => {
      const spoken = speakingRows(goodness[index] as Float32Array, images, size, objective);
      const { rows, coefficients } = spoken;
      return {
        rows: rowsByStep(rows, moved.length, HYPOTHESES * images),
        scale: tf.tensor2d(coefficients, [rows.length, 1]),
      };
    });
    return gradients({ images, share, peer: strength, layers, speaking });
  });
}

/** What one layer did over the steps, and what it saw before it did. */
interface Seen {
  /** s(t): T times [K or 1, B, n]. */
  readonly activity: readonly tf.Tensor3D[];
  /** What came from below and from above: T times [K or 1, B or 1, from]. */
  readonly below: readonly tf.Tensor3D[];
  readonly above: readonly tf.Tensor3D[];
  readonly meanActivity: tf.Tensor1D;
}

interface Speech {
  /** Which rows of each step: T times [R_t], int32. */
  readonly rows: readonly tf.Tensor1D[];
  /** Coefficients of these rows: [R, 1], R = Σ R_t. */
  readonly scale: tf.Tensor2D;
}

interface Lessons {
  readonly images: number;
  /** What one row counts in the average: 1 / (images · steps). */
  readonly share: number;
  readonly peer: number;
  readonly layers: readonly Seen[];
  readonly speaking: readonly Speech[];
}

/** Every layer's gradient, as one call of the engine; how many rows speak differs each time. */
const gradients = compiled<Lessons, LayerWeights[]>(
  ({ images, share, peer, layers, speaking }) =>
    tidy(() =>
      layers.map((seen, index): LayerWeights => {
        const { rows, scale } = speaking[index] as Speech;
        const pushes: Pushes = {
          steps: seen.activity.length,
          images,
          rows,
          each: tf.mul(picked(seen.activity, rows, images), tf.mul(scale, share)),
          underTruth: tf.mul(peerTerm(seen.meanActivity, peer), share),
        };
        return {
          bottomUp: correlate(seen.below, pushes),
          topDown: correlate(seen.above, pushes),
          bias: sumOf(pushes),
        };
      }),
    ),
  { varying: ['speaking'] },
);

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
