import type * as tf from '../engine/ops';
import type { Architecture } from '../network/architecture';
import { PIXELS, wiresOf } from '../network/wires';
import type { Schedule } from '../perception/schedule';
import type { LayerState, PerceptionState } from '../perception/state';
import { type Contrast, type LayerGradient, localGradients } from './local-gradient';

/**
 * Where every hidden layer's weights should go after one batch was watched: the local gradients,
 * averaged over images and steps. For a connection into layer l, its transform's correlation of what
 * it saw with δ_l, Σ_t ŝ(t-1)ᵀ δ_l(t) where it is dense; for the bias, Σ_t δ_l(t).
 * Where `schedule` moves a layer first, those after it have read its ŝ(t), and that takes the place of
 * ŝ(t-1).
 *
 * `states` are steps 0 … T of the two hypotheses (0 the true label, 1 the wrong one); `goodness` is
 * theirs from step 1 on (`goodnessOverTime`); `meanActivity` is each layer's running mean m_l.
 * The caller owns the result. Source: docs/model.md.
 */
export function hiddenGradients(
  architecture: Architecture,
  states: readonly PerceptionState[],
  goodness: readonly Float32Array[],
  meanActivity: readonly tf.Tensor1D[],
  { schedule, ...contrast }: Contrast & { readonly schedule: Schedule },
): readonly LayerGradient[] {
  const moved = states.slice(1);
  const turns = schedule(meanActivity.length, 1); // the schedules to learn by are the same each step
  const layers = wiresOf(architecture).map((wires, index) => ({
    activity: moved.map(({ layers }) => (layers[index] as LayerState).activity),
    inputs: wires.map((wire) => {
      const read = movesBefore(wire.source - 1, index, turns) ? moved : states;
      const seen = moved.map((_, time) => shownBy(read[time] as PerceptionState, wire.source));
      return { wire, seen };
    }),
    meanActivity: meanActivity[index] as tf.Tensor1D,
  }));
  return localGradients(layers, goodness, contrast);
}

/** Whether a layer's turn within a step is before another's; the clamped ends have none. */
function movesBefore(layer: number, other: number, turns: readonly (readonly number[])[]): boolean {
  const turnOf = (one: number) => turns.findIndex((group) => group.includes(one));
  return turnOf(layer) >= 0 && turnOf(layer) < turnOf(other);
}

/** What a layer shows those that see it. */
function shownBy({ layers, frame }: PerceptionState, source: number): tf.Tensor3D {
  return layers[source - 1]?.normalised ?? (source === PIXELS ? frame.pixels : frame.label);
}
