import { compiled } from '../../engine/compiled';
import * as tf from '../../engine/ops';
import { oneHot, tidy } from '../../engine/tidy';
import { seesLabel, sizesOf } from '../../network/architecture';
import { neighbours } from '../../network/neighbours';
import { frameFor, unlabelledFrame, withLabel } from '../../perception/frame';
import { dynamicsOf } from '../../perception/perception-settings';
import { readoutInput, readoutLogits } from '../../perception/readout';
import { recogniseWith } from '../../perception/recognise-with';
import { activityAfter, drain, settle, still } from '../../perception/settle';
import { type PerceptionState, retain } from '../../perception/state';
import { bottomUpPass, clamp, type Dynamics } from '../../perception/step';
import { collaborate } from '../collaborate';
import { drawGains } from '../dropout';
import { goodnessOverTime } from '../goodness-over-time';
import { gradientNetwork, hiddenGradients, readoutGradient } from '../gradient';
import { drawGumbelNoise, drawNegatives } from '../negatives';
import { maximiseGoodness, type Objective, positiveActivity } from '../objective';
import { type LearningSettings, learningSettings } from '../settings';
import type { ComputeGradient, LabelledBatch, LearnerState, System } from '../system';
import { batchTally } from '../tally';
import { type Preference, recurrentReadings } from './recurrent-readings';

/** What tells recurrent networks apart that perceive alike: what each layer is pushed towards. */
export interface RecurrentVariant
  extends Pick<System<LearningSettings>, 'name' | 'about' | 'mistake'>,
    Preference {
  readonly objective: (temperature: number) => Objective;
  /** How much of the other layers' goodness counts in a layer's own logit (`collaborate`). */
  readonly collaboration: number;
}

/** What a batch is learnt from. */
interface Lesson {
  readonly learner: LearnerState;
  readonly batch: LabelledBatch;
  /** [B, classes] */
  readonly noise: tf.Tensor2D;
  /** Of dropout, where there is any. */
  readonly gains: Dynamics['gains'];
  readonly settings: Pick<
    LearningSettings,
    'steps' | 'damping' | 'schedule' | 'temperature' | 'peer'
  >;
}

/**
 * Section 3.4 of the paper: a batch is seen over time under the true and a wrong label, one that the
 * readout takes it for. All that is computed of it is one call of the engine.
 */
function gradientAs(variant: RecurrentVariant): ComputeGradient<LearningSettings> {
  const { prefers, collaboration } = variant;
  const learn = compiled(
    ({ learner: { network, meanActivity }, batch, noise, gains, settings }: Lesson) =>
      tidy(() => {
        const { architecture } = network;
        const { classes, hidden } = sizesOf(architecture);
        const dynamics = { ...dynamicsOf(settings), gains };
        const truth = oneHot(batch.labels, classes);
        const unlabelled = unlabelledFrame(network, batch.pixels);
        const pass = bottomUpPass(network, unlabelled, gains);
        const logits = readoutLogits(network, pass);
        const wrong = oneHot(drawNegatives(logits, truth, noise), classes);
        const labelled = withLabel(unlabelled, tf.stack([truth, wrong]) as tf.Tensor3D);

        const states: PerceptionState[] = [];
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
              objective: variant.objective(settings.temperature),
              peer: settings.peer,
              schedule: dynamics.schedule,
            }),
            readoutGradient(readoutInput(network, pass), logits, truth),
          ),
          lastActivity: last.layers.map(positiveActivity),
          goodness,
          logits,
        };
      }),
  );
  return (learner, batch, settings, random) => {
    const { classes, hidden: units } = sizesOf(learner.network.architecture);
    const { steps, damping, schedule, temperature, peer, window, dropout } = settings;
    return tidy(() => {
      const images = batch.labels.size;
      const noise = drawGumbelNoise(images, classes, random('negatives'));
      const { goodness, logits, ...learnt } = learn({
        learner,
        batch,
        noise,
        gains: dropout ? drawGains(images, units, dropout, random('dropout')) : undefined,
        settings: { steps, damping, schedule, temperature, peer },
      });
      return {
        ...learnt,
        tally: batchTally({ goodness, units, window, prefers }, logits, batch.labels),
      };
    });
  };
}

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
    gradient: gradientAs(variant),
    recognise(network, pixels, settings) {
      return recogniseWith(network, pixels, { ...settings, prefers });
    },
    readings: (network, perception, among) =>
      recurrentReadings(network, perception, variant, among),
    perception: ({ steps, window, damping, schedule }) => ({
      ...{ steps, window, damping, schedule, prefers },
    }),
    window: ({ window }) => window,
    activity: (network, { pixels, labels }, settings) =>
      tidy(() => {
        const truth: tf.Tensor3D = tf.expandDims(
          oneHot(labels, sizesOf(network.architecture).classes),
          0,
        );
        const dynamics = dynamicsOf(settings);
        return activityAfter(
          network,
          frameFor(network, pixels, truth),
          settings.window.last,
          dynamics,
        );
      }),
  };
}

/** What each layer of the paper's network is pushed towards: more goodness for the true label than for a wrong one. */
export const PAPER_VARIANT: RecurrentVariant = {
  name: 'recurrent',
  about: 'the recurrent network of section 3.4',
  objective: maximiseGoodness,
  prefers: 'most',
  collaboration: 0,
};

/** The recurrent network of the paper, which sees the label from above. */
export const RECURRENT: System<LearningSettings> = recurrentSystem(PAPER_VARIANT);
