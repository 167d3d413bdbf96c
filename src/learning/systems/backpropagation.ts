import { z } from 'zod';
import { compiled } from '../../engine/compiled';
import * as tf from '../../engine/ops';
import { oneHot, tidy } from '../../engine/tidy';
import { leadsUp, sizesOf } from '../../network/architecture';
import { neighbours } from '../../network/neighbours';
import type { Network } from '../../network/network';
import { type Recognition, readoutAlone } from '../../perception/recognise';
import { downhill } from '../downhill';
import { onePassReading } from '../reading';
import { type CommonSettings, commonShape } from '../settings';
import type { ComputeGradient, System } from '../system';
import { readoutTally } from '../tally';
import { ONE_PASS } from './feedforward';
import { plainActivity } from './plain-input';

/** Logits [B, classes]. */
function logitsOf(network: Network, pixels: tf.Tensor2D): tf.Tensor2D {
  const highest = plainActivity({ network, pixels }).at(-1) as tf.Tensor2D;
  return tf.matMul(highest, network.readout);
}

interface Case {
  readonly network: Network;
  readonly pixels: tf.Tensor2D;
}

const answer = compiled(({ network, pixels }: Case) => tf.tidy(() => logitsOf(network, pixels)));

/** Down the slope of the mean cross entropy, through all layers. */
const learn = compiled(
  ({ network, pixels, truth }: Case & { readonly truth: tf.Tensor2D }): Network =>
    downhill(network, (moved) => tf.losses.softmaxCrossEntropy(truth, logitsOf(moved, pixels))),
);

const gradient: ComputeGradient<CommonSettings> = ({ network }, { pixels, labels }) =>
  tidy(() => {
    const truth = oneHot(labels, sizesOf(network.architecture).classes);
    const logits = answer({ network, pixels });
    return { gradient: learn({ network, pixels, truth }), tally: readoutTally(logits, labels) };
  });

function recognise(network: Network, pixels: tf.Tensor2D): Recognition {
  return tidy(() => readoutAlone(answer({ network, pixels })));
}

/**
 * The same sizes and ReLUs, trained end to end by backpropagation: what the other systems do
 * without. Its weights move by the same rule as theirs, which is momentum as in tfjs's own optimiser
 * (a test holds the two equal).
 */
export const BACKPROPAGATION: System<CommonSettings> = {
  name: 'backpropagation',
  about: 'a network of ReLUs trained end to end by backpropagation',
  answers: { readout: 'softmax of the trained network' },
  settings: z.strictObject(commonShape).readonly(),
  takes: (architecture) =>
    leadsUp(architecture) && architecture.reads.join() === architecture.hidden.at(-1)?.name,
  architecture: (layers, maps) => neighbours(layers, { topDown: false, reads: 'highest', maps }),
  gradient,
  recognise,
  readings: (network) => [
    onePassReading(
      { name: 'backpropagation', about: 'feed-forward: softmax of the trained network' },
      network,
      (pixels) => recognise(network, pixels),
    ),
  ],
  window: () => ONE_PASS,
  activity: (network, { pixels }) => plainActivity({ network, pixels }),
};
