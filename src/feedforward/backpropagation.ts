import { z } from 'zod';
import { compiled } from '../engine/compiled';
import { oneHot } from '../engine/one-hot';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { readoutWrong } from '../learning/batch-tally';
import { type CommonSettings, commonShape } from '../learning/settings';
import type { System, Watch } from '../learning/system';
import { initialise } from '../network/initialise';
import type { FeedforwardNetwork } from '../network/network';
import { mapParameters, parametersOf } from '../network/parameters';
import type { Recognition } from '../perception/recognise';
import { ONE_LOOK } from './lesson-maker';

/** Each layer of a plain network of ReLUs for pixels [B, n_0], lowest first, without normalisation. */
function layersOf({ layers }: FeedforwardNetwork, pixels: tf.Tensor2D): readonly tf.Tensor2D[] {
  const seen = [pixels];
  for (const { bottomUp, bias } of layers)
    seen.push(tf.relu(tf.add(tf.matMul(seen.at(-1) as tf.Tensor2D, bottomUp), bias)));
  return seen.slice(1);
}

/** Logits [B, classes]. */
function logitsOf(network: FeedforwardNetwork, pixels: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(layersOf(network, pixels).at(-1) as tf.Tensor2D, network.readout);
}

interface Case {
  readonly network: FeedforwardNetwork;
  readonly pixels: tf.Tensor2D;
}

const answer = compiled(({ network, pixels }: Case) => tf.tidy(() => logitsOf(network, pixels)));
const activity = compiled(({ network, pixels }: Case) => tidy(() => layersOf(network, pixels)));

/** Minus the gradient of the mean cross entropy, through all layers: by tfjs's own differentiation. */
const downhill = compiled(
  ({ network, pixels, truth }: Case & { readonly truth: tf.Tensor2D }): FeedforwardNetwork =>
    tidy(() => {
      const parameters = parametersOf(network);
      const loss = (...values: tf.Tensor[]) => {
        const byName = new Map(parameters.map(({ name }, at) => [name, values[at] as tf.Tensor]));
        const moved = mapParameters(network, ({ name }) => byName.get(name) as tf.Tensor);
        return tf.losses.softmaxCrossEntropy(truth, logitsOf(moved, pixels)) as tf.Scalar;
      };
      const gradients = tf.grads(loss)(parameters.map(({ tensor }) => tensor));
      const byName = new Map(parameters.map(({ name }, at) => [name, gradients[at] as tf.Tensor]));
      return mapParameters(network, ({ name }) => tf.neg(byName.get(name) as tf.Tensor));
    }),
);

const watch: Watch<FeedforwardNetwork, CommonSettings> = ({ network }, { pixels, labels }) =>
  tidy(() => {
    const truth = oneHot(labels, network.sizes.classes);
    const logits = answer({ network, pixels });
    return {
      gradient: downhill({ network, pixels, truth }),
      tally: {
        batches: 1,
        images: pixels.shape[0],
        pairsWrong: 0,
        readoutWrong: readoutWrong(logits, labels),
        positive: [],
        negative: [],
      },
    };
  });

function recognise(network: FeedforwardNetwork, pixels: tf.Tensor2D): Recognition {
  return tidy(() => {
    const logits = answer({ network, pixels }).dataSync<'float32'>();
    return { images: pixels.shape[0], classes: network.sizes.classes, scores: [], logits };
  });
}

/**
 * The same sizes and ReLUs, trained end to end by backpropagation: what the other systems do
 * without. Its weights move by the same rule as theirs, which is momentum as in tfjs's own optimiser
 * (a test holds the two equal).
 */
export const BACKPROPAGATION: System<FeedforwardNetwork, CommonSettings> = {
  name: 'backpropagation',
  about: 'a network of ReLUs trained end to end by backpropagation',
  answers: { readout: 'softmax of the trained network' },
  settings: z.strictObject(commonShape).readonly(),
  takes: ({ topDown, reads }) => topDown === false && reads === 'highest',
  initialise: (sizes, seed) => initialise({ ...sizes, topDown: false, reads: 'highest' }, seed),
  watch,
  recognise,
  window: () => ONE_LOOK,
  activity: (network, { pixels }) => activity({ network, pixels }),
};
