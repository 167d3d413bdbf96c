import type * as tf from '../engine/ops';
import type { LayerWeights } from '../network/network';
import type { Schedule } from '../perception/schedule';
import type { LayerState, PerceptionState } from '../perception/state';
import { type Contrast, localGradients, type Seen } from './local-gradient';

/**
 * Where every hidden layer's weights should go after one batch was watched: the local gradients,
 * averaged over images and steps. For layer l,
 * Δ U_l = Σ_t ŝ_{l-1}(t-1)ᵀ δ_l(t), Δ D_l = Σ_t ŝ_{l+1}(t-1)ᵀ δ_l(t), Δ b_l = Σ_t δ_l(t).
 * Where `schedule` moves a neighbour first, the layer has read its ŝ(t), and that takes the place
 * of ŝ(t-1).
 *
 * `states` are steps 0 … T of the two hypotheses (0 the true label, 1 the wrong one); `goodness` is
 * theirs from step 1 on (`goodnessOverTime`); `meanActivity` is each layer's running mean m_l.
 * The caller owns the result. Source: docs/model.md.
 */
export function hiddenGradients(
  states: readonly PerceptionState[],
  goodness: readonly Float32Array[],
  meanActivity: readonly tf.Tensor1D[],
  { schedule, ...contrast }: Contrast & { readonly schedule: Schedule },
): readonly LayerWeights[] {
  const moved = states.slice(1);
  const turns = schedule(meanActivity.length, 1); // the schedules to learn by are the same each step
  const layers = meanActivity.map((mean, index): Required<Seen> => {
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
  return localGradients(layers, goodness, contrast) as readonly LayerWeights[];
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
