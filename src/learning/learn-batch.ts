import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { ParameterKind } from '../network/parameters';
import { checkWatched } from './check-watched';
import type { Learner } from './learner';
import { updateMeanActivity } from './peer';
import type { CommonSettings } from './settings';
import type { BatchRandom, LabelledBatch, Watch } from './system';
import type { Tally } from './tally';
import { type UpdateRule, updateNetwork } from './update';

/** The part of a learner that a batch changes. */
type Changing = Pick<Learner, 'network' | 'velocity' | 'meanActivity'>;

/** What a batch changes of a learner, and what it showed. */
export type Lesson = Changing & { readonly tally: Tally };

/**
 * One batch: `watch` it, and move every parameter once. `random` gives what is drawn; `factor`
 * scales the learning rates. Returns new tensors; the old learner stays the caller's. Throws EnvironmentError
 * where what `watch` gives does not fit the network.
 */
export function learnBatch<S extends CommonSettings>(
  watch: Watch<S>,
  { network, velocity, meanActivity }: Changing,
  batch: LabelledBatch,
  settings: S,
  random: BatchRandom,
  factor: number,
): Lesson {
  return tidy(() => {
    const watched = watch({ network, meanActivity }, batch, settings, random);
    checkWatched(watched, network, batch.labels.size);
    const { gradient, lastActivity, tally } = watched;
    const moved = updateNetwork(
      { parameter: network, velocity },
      gradient,
      rules(settings, factor),
    );
    return {
      network: moved.parameter,
      velocity: moved.velocity,
      meanActivity: meanActivity.map((mean, index) =>
        lastActivity
          ? updateMeanActivity(mean, lastActivity[index] as tf.Tensor2D)
          : tf.clone(mean),
      ),
      tally,
    };
  });
}

function rules(settings: CommonSettings, factor: number): (kind: ParameterKind) => UpdateRule {
  const { momentum, decay, readoutDecay } = settings;
  const [rate, readoutRate] = [settings.rate * factor, settings.readoutRate * factor];
  const hidden = { rate, momentum, decay };
  return (kind) => {
    if (kind === 'readout') return { rate: readoutRate, momentum, decay: readoutDecay };
    return kind === 'bias' ? { ...hidden, decay: 0 } : hidden;
  };
}
