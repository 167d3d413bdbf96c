import { oneHot } from '../engine/one-hot';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { seesLabel, sizesOf } from '../network/architecture';
import { neighbours } from '../network/neighbours';
import { activityAfter } from '../perception/activity-after';
import { drain } from '../perception/drain';
import { frame, noLabel, withLabel } from '../perception/frame';
import { retain } from '../perception/lending';
import { readoutInput, readoutLogits } from '../perception/readout';
import { recognise } from '../perception/recognise';
import { settle, still } from '../perception/settle';
import type { PerceptionState } from '../perception/state';
import { bottomUpPass, clamp } from '../perception/step';
import { dynamicsOf } from '../perception/watching';
import { batchTally } from './batch-tally';
import { collaborate } from './collaborate';
import { hiddenGradients } from './gradient';
import { gradientNetwork } from './gradient-network';
import { drawNegatives } from './negatives';
import { maximiseGoodness, type Objective } from './objective';
import { goodnessOverTime } from './over-time';
import { raisedActivity } from './raised';
import { readoutGradient } from './readout-gradient';
import { recurrentReadings } from './recurrent-readings';
import { type LearningSettings, learningSettings } from './settings';
import type { System, Watch } from './system';

/** What tells recurrent networks apart that are watched alike: what each layer is pushed towards. */
export interface RecurrentVariant
  extends Pick<System<LearningSettings>, 'name' | 'about' | 'mistake'> {
  readonly objective: (temperature: number) => Objective;
  /** Which label is the answer: that with the most goodness, or the least. */
  readonly prefers: 'most' | 'least';
  /** How much of the other layers' goodness counts in a layer's own logit (`collaborate`). */
  readonly collaboration: number;
}

/** Section 3.4 of the paper: a batch is watched over time under the true and a wrong label. */
const watchAs =
  ({ objective, prefers, collaboration }: RecurrentVariant): Watch<LearningSettings> =>
  ({ network, meanActivity }, { pixels, labels }, settings, random) => {
    const { architecture } = network;
    const { classes, hidden } = sizesOf(architecture);
    return tidy(() => {
      const truth = oneHot(labels, classes);
      const unlabelled = frame(pixels, noLabel(classes, 'silent'));
      const pass = bottomUpPass(network, unlabelled);
      const logits = readoutLogits(network, pass);
      const wrong = oneHot(drawNegatives(logits, truth, random('negatives')), classes);
      const labelled = withLabel(unlabelled, tf.stack([truth, wrong]) as tf.Tensor3D);

      const states: PerceptionState[] = [];
      const dynamics = dynamicsOf(settings);
      const video = still(labelled, settings.steps);
      const fromPass = () => clamp(network, pass, labelled);
      drain(settle(network, video, dynamics, fromPass), (state) => states.push(retain(state)));

      const goodness = goodnessOverTime(states.slice(1));
      const together = collaborate(goodness, hidden, collaboration);
      const last = states[states.length - 1] as PerceptionState;
      return {
        gradient: gradientNetwork(
          architecture,
          hiddenGradients(architecture, states, together, meanActivity, {
            objective: objective(settings.temperature),
            peer: settings.peer,
            schedule: dynamics.schedule,
          }),
          readoutGradient(readoutInput(network, pass), logits, truth),
        ),
        lastActivity: last.layers.map(raisedActivity),
        tally: batchTally(
          { goodness, units: hidden, window: settings.window, prefers },
          logits,
          labels,
        ),
      };
    });
  };

/** The recurrent network that is pushed in this way. */
export function recurrentSystem(variant: RecurrentVariant): System<LearningSettings> {
  const { name, about, mistake, prefers } = variant;
  return {
    ...{ name, about, ...(mistake !== undefined && { mistake }) },
    answers: {
      goodness: 'top-down: goodness of each label',
      readout: 'feed-forward: one-pass readout',
    },
    settings: learningSettings,
    takes: seesLabel,
    architecture: (layers, maps) => neighbours(layers, { topDown: true, maps }),
    watch: watchAs(variant),
    recognise(network, pixels, settings) {
      const seen = recognise(network, pixels, settings.steps, dynamicsOf(settings));
      if (prefers === 'most') return seen;
      return { ...seen, scores: seen.scores.map((step) => step.map((score) => -score)) };
    },
    readings: recurrentReadings,
    watching: ({ steps, window, damping, schedule }) => ({ steps, window, damping, schedule }),
    window: ({ window }) => window,
    activity: (network, { pixels, labels }, settings) =>
      tidy(() => {
        const truth: tf.Tensor3D = tf.expandDims(
          oneHot(labels, sizesOf(network.architecture).classes),
          0,
        );
        const dynamics = dynamicsOf(settings);
        return activityAfter(network, frame(pixels, truth), settings.window.last, dynamics);
      }),
  };
}

/** The recurrent network of the paper, which sees the label from above. */
export const RECURRENT: System<LearningSettings> = recurrentSystem({
  name: 'recurrent',
  about: 'the recurrent network of section 3.4',
  mistake: 'wrong label preferred',
  objective: maximiseGoodness,
  prefers: 'most',
  collaboration: 0,
});
