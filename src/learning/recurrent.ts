import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from '../engine/one-hot';
import { tidy } from '../engine/tidy';
import { initialise } from '../network/initialise';
import type { Network } from '../network/network';
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
import { hiddenGradients } from './gradient';
import { drawNegatives } from './negatives';
import { maximiseGoodness } from './objective';
import { goodnessOverTime } from './over-time';
import { raisedActivity } from './raised';
import { readoutGradient } from './readout-gradient';
import { type LearningSettings, learningSettings } from './settings';
import type { System, Watch } from './system';

/** Section 3.4 of the paper: a batch is watched over time under the true and a wrong label. */
const watch: Watch<Network, LearningSettings> = (
  { network, meanActivity },
  { pixels, labels },
  settings,
  random,
) => {
  const { sizes } = network;
  return tidy(() => {
    const truth = oneHot(labels, sizes.classes);
    const unlabelled = frame(pixels, noLabel(sizes.classes, 'silent'));
    const pass = bottomUpPass(network, unlabelled);
    const logits = readoutLogits(network, pass);
    const wrong = oneHot(drawNegatives(logits, truth, random('negatives')), sizes.classes);
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
      lastActivity: last.layers.map(raisedActivity),
      tally: batchTally({ goodness, units: sizes.hidden, window: settings.window }, logits, labels),
    };
  });
};

/** The recurrent network, which sees the label from above. */
export const RECURRENT: System<Network, LearningSettings> = {
  name: 'recurrent',
  about: 'the recurrent network of section 3.4',
  answers: {
    goodness: 'top-down: goodness of each label',
    readout: 'feed-forward: one-pass readout',
  },
  mistake: 'wrong label preferred',
  settings: learningSettings,
  initialise,
  watch,
  recognise: (network, pixels, settings) =>
    recognise(network, pixels, settings.steps, dynamicsOf(settings)),
  window: ({ window }) => window,
};
