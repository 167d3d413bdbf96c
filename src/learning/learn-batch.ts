import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from '../engine/one-hot';
import type { RandomStream } from '../engine/random';
import { tidy } from '../engine/tidy';
import type { Network } from '../network/network';
import type { ParameterKind } from '../network/parameters';
import { drain } from '../perception/drain';
import { frame, noLabel, withLabel } from '../perception/frame';
import { retain } from '../perception/lending';
import { readoutInput, readoutLogits } from '../perception/readout';
import { settle, still } from '../perception/settle';
import type { LayerState, PerceptionState } from '../perception/state';
import { bottomUpPass, clamp } from '../perception/step';
import { dynamicsOf } from '../perception/watching';
import { batchTally } from './batch-tally';
import { hiddenGradients } from './gradient';
import type { Learner } from './learner';
import { drawNegatives } from './negatives';
import { maximiseGoodness } from './objective';
import { goodnessOverTime } from './over-time';
import { updateMeanActivity } from './peer';
import { readoutGradient } from './readout-gradient';
import type { LearningSettings } from './settings';
import type { Tally } from './tally';
import { type UpdateRule, updateNetwork } from './update';

/** Images to learn from, and their true labels. */
export interface LabelledBatch {
  /** [B, n_0] */
  readonly pixels: tf.Tensor2D;
  /** [B], int32 */
  readonly labels: tf.Tensor1D;
}

/** What a batch changes of a learner, and what it showed. */
export type Lesson = Pick<Learner, 'network' | 'velocity' | 'meanActivity'> & {
  readonly tally: Tally;
};

/**
 * One batch: watch it under the true and a wrong label, and move every parameter once.
 * `random` draws the wrong labels; `factor` scales the learning rates. Returns new tensors; the
 * old learner stays the caller's.
 */
export function learnBatch(
  { network, velocity, meanActivity }: Pick<Learner, 'network' | 'velocity' | 'meanActivity'>,
  batch: LabelledBatch,
  settings: LearningSettings,
  random: RandomStream,
  factor: number,
): Lesson {
  return tidy(() => {
    const { gradient, lastActivity, tally } = watch(network, meanActivity, batch, settings, random);
    const moved = updateNetwork(
      { parameter: network, velocity },
      gradient,
      rules(settings, factor),
    );
    return {
      network: moved.parameter,
      velocity: moved.velocity,
      meanActivity: meanActivity.map((mean, index) =>
        updateMeanActivity(mean, lastActivity[index] as tf.Tensor2D),
      ),
      tally,
    };
  });
}

/** What watching a batch leaves behind: its states, most of a batch's memory, are gone by then. */
interface Watched {
  readonly gradient: Network;
  /** Activity of each hidden layer under the true label at the last step: [B, n]. */
  readonly lastActivity: readonly tf.Tensor2D[];
  readonly tally: Tally;
}

function watch(
  network: Network,
  meanActivity: readonly tf.Tensor1D[],
  { pixels, labels }: LabelledBatch,
  settings: LearningSettings,
  random: RandomStream,
): Watched {
  const { sizes } = network;
  return tidy(() => {
    const truth = oneHot(labels, sizes.classes);
    const unlabelled = frame(pixels, noLabel(sizes.classes, 'silent'));
    const pass = bottomUpPass(network, unlabelled);
    const logits = readoutLogits(network, pass);
    const wrong = oneHot(drawNegatives(logits, truth, random), sizes.classes);
    const labelled = withLabel(unlabelled, tf.stack([truth, wrong]) as tf.Tensor3D);

    const states: PerceptionState[] = [];
    const dynamics = dynamicsOf(settings);
    const video = still(labelled, settings.steps);
    const fromPass = () => clamp(network, pass, labelled);
    drain(settle(network, video, dynamics, fromPass), (state) => states.push(retain(state)));

    const goodness = goodnessOverTime(states.slice(1));
    const last = states[states.length - 1] as PerceptionState;
    return {
      gradient: {
        sizes,
        layers: hiddenGradients(states, goodness, meanActivity, {
          objective: maximiseGoodness(settings.temperature),
          peer: settings.peer,
          schedule: dynamics.schedule,
        }),
        readout: readoutGradient(readoutInput(network, pass), logits, truth),
      },
      lastActivity: last.layers.map(activityUnderTruth),
      tally: batchTally(goodness, sizes.hidden, settings.window, logits, labels),
    };
  });
}

function rules(settings: LearningSettings, factor: number): (kind: ParameterKind) => UpdateRule {
  const { momentum, decay, readoutDecay } = settings;
  const [rate, readoutRate] = [settings.rate * factor, settings.readoutRate * factor];
  const hidden = { rate, momentum, decay };
  return (kind) => {
    if (kind === 'readout') return { rate: readoutRate, momentum, decay: readoutDecay };
    return kind === 'bias' ? { ...hidden, decay: 0 } : hidden;
  };
}

/** [2, B, n] → the true label's [B, n] */
function activityUnderTruth({ activity }: LayerState): tf.Tensor2D {
  const [, images, units] = activity.shape;
  return tf.reshape(tf.slice(activity, [0, 0, 0], [1, images, units]), [images, units]);
}
