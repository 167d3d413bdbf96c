import { atPrecision } from '../engine/at-precision';
import { compiled } from '../engine/compiled';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { Network } from '../network/network';
import { checkGradient } from './check-gradient';
import type { Learner } from './learner';
import { updateMeanActivity } from './peer';
import type { CommonSettings } from './settings';
import type { BatchGradient, BatchRandom, ComputeGradient, LabelledBatch } from './system';
import type { Tally } from './tally';
import { type MovingKind, type UpdateRule, updateNetwork } from './update';

/** The part of a learner that a batch changes. */
type Changing = Pick<Learner, 'network' | 'velocity' | 'meanActivity'>;

/** What a batch changes of a learner, and what it showed. */
export type LearntBatch = Changing & { readonly tally: Tally };

/**
 * One batch: `compute` its gradient, and move every parameter once. `random` gives what is drawn; `factor`
 * scales the learning rates. Returns new tensors; the old learner stays the caller's. Throws EnvironmentError
 * where what `compute` gives does not fit the network.
 */
export function learnBatch<S extends CommonSettings>(
  compute: ComputeGradient<S>,
  { network, velocity, meanActivity }: Changing,
  batch: LabelledBatch,
  settings: S,
  random: BatchRandom,
  factor: number,
): LearntBatch {
  return tidy(() => {
    const computed = atPrecision(settings.precision, () =>
      compute({ network, meanActivity }, batch, settings, random),
    );
    checkGradient(computed, network, batch.labels.size);
    const { gradient, lastActivity, tally } = computed;
    const learner = { network, velocity, meanActivity };
    return { ...move({ learner, gradient, lastActivity, rules: rules(settings, factor) }), tally };
  });
}

interface Move {
  readonly learner: Changing;
  readonly gradient: Network;
  readonly lastActivity: BatchGradient['lastActivity'];
  readonly rules: Readonly<Record<MovingKind, UpdateRule>>;
}

/** Everything that a batch changes, side by side, as one call of the engine. */
const move = compiled(
  ({ learner, gradient, lastActivity, rules }: Move): Changing =>
    tidy(() => {
      const { network, velocity, meanActivity } = learner;
      const moved = updateNetwork(
        { parameter: network, velocity },
        gradient,
        (kind) => rules[kind],
      );
      return {
        network: moved.parameter,
        velocity: moved.velocity,
        meanActivity: meanActivity.map((mean, index) =>
          lastActivity
            ? updateMeanActivity(mean, lastActivity[index] as tf.Tensor2D)
            : tf.clone(mean),
        ),
      };
    }),
);

/** How each kind of parameter moves. Rates change from epoch to epoch, and are no constants of what is computed. */
function rules(settings: CommonSettings, factor: number): Move['rules'] {
  const { momentum, decay, readoutDecay } = settings;
  const rate = tf.scalar(settings.rate * factor);
  const readoutRate = tf.scalar(settings.readoutRate * factor);
  return {
    weights: { rate, momentum, decay },
    bias: { rate, momentum, decay: 0 },
    readout: { rate: readoutRate, momentum, decay: readoutDecay },
  };
}
