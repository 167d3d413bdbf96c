import { compiled } from '../../engine/compiled';
import * as tf from '../../engine/ops';
import { oneHot, tidy } from '../../engine/tidy';
import { seesLabel, sizesOf } from '../../network/architecture';
import { neighbours } from '../../network/neighbours';
import type { Network } from '../../network/network';
import { leaveOut } from '../../network/variants';
import { unlabelledFrame } from '../../perception/frame';
import { dynamicsOf } from '../../perception/perception-settings';
import { activityAfter } from '../../perception/settle';
import { downhill } from '../downhill';
import { type LearningSettings, learningSettings } from '../settings';
import type { ComputeGradient, System } from '../system';
import { readoutTally } from '../tally';
import { throughTimeReadings } from './through-time-readings';
import { logitsThroughTime, recogniseThroughTime, type Watching } from './through-time-recognition';

interface Lesson {
  readonly network: Network;
  /** [B, n_0] */
  readonly pixels: tf.Tensor2D;
  /** [B, classes] */
  readonly truth: tf.Tensor2D;
  readonly watching: Watching;
}

/**
 * Down the slope of the cross entropy of the softmax at each step, averaged over images and steps, through
 * all steps and layers; and the readout's logits of one pass. One call of the engine.
 */
const learn = compiled(({ network, pixels, truth, watching }: Lesson) =>
  tidy(() => {
    const [logits] = logitsThroughTime(network, pixels, { ...watching, steps: 0 });
    const truths = tf.concat2d(Array<tf.Tensor2D>(watching.steps).fill(truth), 0);
    const gradient = downhill(network, (moved) => {
      const [, ...each] = logitsThroughTime(moved, pixels, watching);
      return tf.losses.softmaxCrossEntropy(truths, tf.concat2d(each, 0));
    });
    return { gradient, logits: logits as tf.Tensor2D };
  }),
);

const gradient: ComputeGradient<LearningSettings> = (
  { network },
  { pixels, labels },
  { steps, damping, schedule },
) =>
  tidy(() => {
    const truth = oneHot(labels, sizesOf(network.architecture).classes);
    const watching = { steps, damping, schedule };
    const { gradient, logits } = learn({ network, pixels, truth, watching });
    return { gradient, tally: readoutTally(logits, labels) };
  });

/**
 * The recurrent network's own layers, connections and steps, trained end to end: a softmax at each step
 * takes the place of goodness. Nothing is clamped at the top, so no label is tried: it is what is read out.
 */
export const BACKPROPAGATION_THROUGH_TIME: System<LearningSettings> = {
  name: 'backpropagation-through-time',
  about: 'the recurrent network without a label at its top, by backpropagation through time',
  answers: {
    goodness: 'top-down: softmax over the window',
    readout: 'feed-forward: softmax on one pass',
    by: 'the softmax over the window',
  },
  settings: learningSettings,
  takes: (architecture) => !seesLabel(architecture),
  architecture: (layers, maps) => leaveOut(neighbours(layers, { topDown: true, maps }), ['label']),
  gradient,
  recognise: recogniseThroughTime,
  readings: throughTimeReadings,
  window: ({ window }) => window,
  activity: (network, { pixels }, settings) =>
    tidy(() => {
      const shown = unlabelledFrame(network, pixels);
      return activityAfter(network, shown, settings.window.last, dynamicsOf(settings));
    }),
};
