import { z } from 'zod';
import { compiled } from '../../engine/compiled';
import type * as tf from '../../engine/ops';
import { oneHot, tidy } from '../../engine/tidy';
import { sizesOf } from '../../network/architecture';
import { neighbours } from '../../network/neighbours';
import type { Network } from '../../network/network';
import { commonShape, settingsShape } from '../settings';
import type { ComputeGradient, System } from '../system';
import { readoutTally } from '../tally';
import { weightGradient } from './energy-slope';
import { beginInference, type Inference, inferOnce, recogniseByInference } from './inference';
import { plainActivity } from './plain-input';
import type { Values } from './prediction-errors';
import { predictiveCodingReadings } from './predictive-coding-readings';

interface Lesson {
  readonly network: Network;
  /** [B, n_0] */
  readonly pixels: tf.Tensor2D;
  /** [B, classes] */
  readonly truth: tf.Tensor2D;
  readonly inference: Inference;
  /** The learning rate of connections from above, as a share of that of the others. */
  readonly fromAbove: number;
}

/** What is inferred with the label clamped, and learnt of that; the label's values on one pass. One call of the engine. */
const learn = compiled(({ network, pixels, truth, inference, fromAbove }: Lesson) =>
  tidy(() => {
    const { clamped, values } = beginInference(network, pixels, inference);
    let inferred: Values = { ...values, label: truth };
    for (let step = 0; step < inference.steps; step++)
      inferred = inferOnce(clamped, inferred, inference, 'clamped');
    return { gradient: weightGradient(clamped, inferred, fromAbove), logits: values.label };
  }),
);

const gradient: ComputeGradient<PredictiveCodingSettings> = (
  { network },
  { pixels, labels },
  { steps, inferenceRate, topDown, rate, readoutRate },
) =>
  tidy(() => {
    const truth = oneHot(labels, sizesOf(network.architecture).classes);
    const inference = { steps, inferenceRate, topDown };
    const fromAbove = readoutRate / rate;
    const { gradient, logits } = learn({ network, pixels, truth, inference, fromAbove });
    return { gradient, tally: readoutTally(logits, labels) };
  });

/** What predictive coding is set to, besides what every system is. */
export const predictiveCodingShape = {
  ...commonShape,
  steps: settingsShape.steps.describe('steps of inference before the weights learn'),
  inferenceRate: z
    .number()
    .positive()
    .max(10)
    .describe('step size of inference, in the gradient descent of the energy'),
  topDown: z
    .number()
    .min(0)
    .max(10)
    .describe(
      'weight of predictions from above in the energy, where those from below have weight 1',
    ),
};

const settings = z.strictObject(predictiveCodingShape).readonly();

export type PredictiveCodingSettings = z.infer<typeof settings>;

/**
 * Predictive coding on the recurrent network's graph: each layer is predicted from below and from above, values
 * are inferred that have the least error of prediction, and a connection learns from the error of what it
 * predicts. Source: Whittington and Bogacz (2017), and Oliviers, Tang and Bogacz (2025) where predictions go
 * both ways.
 */
export const PREDICTIVE_CODING: System<PredictiveCodingSettings> = {
  name: 'predictive-coding',
  about: 'the layers and connections of the recurrent network, by predictive coding',
  answers: {
    goodness: 'top-down: the label that is inferred',
    readout: 'feed-forward: one pass',
    by: 'inference',
  },
  settings,
  takes: ({ connections, hidden, reads }) =>
    connections.every(({ from, to }) => from !== to) && reads.join() === hidden.at(-1)?.name,
  architecture: (layers, maps) => neighbours(layers, { topDown: true, reads: 'highest', maps }),
  gradient,
  recognise: recogniseByInference,
  readings: predictiveCodingReadings,
  window: ({ steps }) => ({ first: steps, last: steps }),
  activity: (network, { pixels }) => plainActivity({ network, pixels }),
};
