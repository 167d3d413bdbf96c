import { atPrecision } from '../engine/at-precision';
import { compiled } from '../engine/compiled';
import type { Tensor } from '../engine/ops';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { EnvironmentError } from '../input/errors';
import { type Network, parametersOf } from '../network/network';
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

/**
 * Throws EnvironmentError where what a system's `gradient` makes of so many images does not fit the network: a
 * gradient of another shape would be spread over the weights, and nobody would see it. Looks at no number of
 * a tensor.
 */
export function checkGradient(computed: BatchGradient, network: Network, images: number): void {
  const why =
    wrongGradient(computed, network) ??
    wrongActivity(computed, network, images) ??
    wrongTally(computed, network);
  if (why !== undefined) throw new EnvironmentError(`the system’s gradient gives ${why}`);
}

function wrongGradient({ gradient }: BatchGradient, network: Network): string | undefined {
  const { architecture } = network;
  const given = parametersOf({ ...gradient, architecture });
  for (const [at, { name, kind, tensor }] of parametersOf(network).entries()) {
    const [found, wanted] = [shapeOf(given[at]?.tensor), shapeOf(tensor)];
    if (kind !== 'frozen' && found !== wanted)
      return `as the gradient of ${name} ${found}, not ${wanted}`;
  }
  return undefined;
}

function wrongActivity(
  { lastActivity }: BatchGradient,
  { architecture: { hidden } }: Network,
  images: number,
): string | undefined {
  if (!lastActivity) return undefined;
  for (const [at, { name, units }] of hidden.entries()) {
    const found = shapeOf(lastActivity[at]);
    if (found !== `[${images}, ${units}]` && found !== `[1, ${units}]`)
      return `as the last activity of ${name} ${found}, not [${images}, ${units}]`;
  }
  return undefined;
}

/** Goodness and logits that are not finite are for `checkTally` to tell. */
function wrongTally(
  { tally }: BatchGradient,
  { architecture: { hidden } }: Network,
): string | undefined {
  const { batches, images, pairsWrong, readoutWrong, positive, negative } = tally;
  const counts = [batches, images, pairsWrong];
  if (!counts.every((one) => Number.isFinite(one) && one >= 0) || !(readoutWrong >= 0))
    return 'a tally whose counts are not all numbers from 0';
  // Empty where there is no goodness, or nothing that lowers it.
  const fits = ({ length }: readonly number[]) => length === hidden.length || length === 0;
  if (fits(positive) && fits(negative)) return undefined;
  return `a tally of ${positive.length} and ${negative.length} layers, where there are ${hidden.length}`;
}

function shapeOf(tensor: Tensor | undefined): string {
  return tensor ? `[${tensor.shape.join(', ')}]` : 'nothing';
}
