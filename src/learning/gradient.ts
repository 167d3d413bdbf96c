import type { Tensor, Tensor2D } from '../engine/ops';
import * as tf from '../engine/ops';
import type { Architecture } from '../network/architecture';
import type { Network } from '../network/network';
import { PIXELS, wiresOf } from '../network/wires';
import type { Schedule } from '../perception/schedule';
import type { LayerState, PerceptionState } from '../perception/state';
import { type LayerGradient, type LocalRule, localGradients } from './local-gradient';

/** What learning needs of a state. */
export type SeenState = Pick<PerceptionState, 'frame' | 'layers'>;

/**
 * Where every hidden layer's weights should go after one batch: the local gradients,
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
  states: readonly SeenState[],
  goodness: readonly tf.Tensor3D[],
  meanActivity: readonly tf.Tensor1D[],
  { schedule, ...contrast }: LocalRule & { readonly schedule: Schedule },
): readonly LayerGradient[] {
  const moved = states.slice(1);
  const turns = schedule(meanActivity.length, 1); // the schedules to learn by are the same each step
  const layers = wiresOf(architecture).map((wires, index) => ({
    activity: moved.map(({ layers }) => (layers[index] as LayerState).activity),
    inputs: wires.map((wire) => {
      const read = movesBefore(wire.source - 1, index, turns) ? moved : states;
      const seen = moved.map((_, time) => shownBy(read[time] as SeenState, wire.source));
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
function shownBy({ layers, frame }: SeenState, source: number): tf.Tensor3D {
  return layers[source - 1]?.normalised ?? (source === PIXELS ? frame.pixels : frame.label);
}

/**
 * Gradients as a network whose numbers they are. `layers` has those of each hidden layer, for its
 * connections in the order of `wiresOf`.
 */
export function gradientNetwork(
  architecture: Architecture,
  layers: readonly LayerGradient[],
  readout: Tensor2D,
): Network {
  const weights: Tensor[] = [];
  for (const [index, wires] of wiresOf(architecture).entries())
    for (const [at, wire] of wires.entries())
      weights[wire.at] = layers[index]?.weights[at] as Tensor;
  return { architecture, weights, biases: layers.map(({ bias }) => bias), readout };
}

/**
 * Where the readout's weights should go: the gradient of the mean log probability of the truth,
 * inputᵀ (truth − softmax(logits)) / B: [units read, classes].
 * `input` [B, units read], `logits` and one-hot `truth` [B, classes].
 */
export function readoutGradient(
  input: tf.Tensor2D,
  logits: tf.Tensor2D,
  truth: tf.Tensor2D,
): tf.Tensor2D {
  return tf.tidy(() => {
    const error = tf.div<tf.Tensor2D>(tf.sub(truth, tf.softmax(logits)), input.shape[0]);
    return tf.matMul(input, error, true);
  });
}
