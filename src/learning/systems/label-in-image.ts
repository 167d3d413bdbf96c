import { z } from 'zod';
import * as tf from '../../engine/ops';
import { oneHot, tidy } from '../../engine/tidy';
import { layersRead, leadsUp, sizesOf } from '../../network/architecture';
import { neighbours } from '../../network/neighbours';
import type { Network } from '../../network/network';
import { everyLabel } from '../../perception/frame';
import { scoreAt } from '../../perception/goodness';
import { passMultiplyAdds } from '../../perception/multiply-adds';
import { readoutLogits } from '../../perception/readout';
import { winners } from '../../perception/recognise';
import { drawGumbelNoise, drawNegatives } from '../negatives';
import { onePassReading } from '../reading';
import { commonShape } from '../settings';
import type { ComputeGradient, System } from '../system';
import { ONE_PASS, type PairLearning } from './feedforward';
import { inscribe, inscribed, neutral, type Writing } from './inscribe';
import { activityAt, onePass, SIDE_BY_SIDE } from './side-by-side';

/** What the network with the label in the image is set to, besides what every system is. */
export const labelInImageShape = {
  ...commonShape,
  labelStrength: z
    .number()
    .positive()
    .max(100)
    .optional()
    .describe(
      'strength of the label in the image, in units of the image’s root mean square, so that it is equally strong in every image (default: that of a white pixel)',
    ),
};

const settings = z.strictObject(labelInImageShape).readonly();

export type LabelInImageSettings = z.infer<typeof settings>;

/** The gradient of images under the true label and a wrong one, computed in this way. */
const gradientBy =
  ({ readoutSees, gradient }: PairLearning): ComputeGradient<LabelInImageSettings> =>
  (learner, { pixels, labels }, settings, random) =>
    tidy(() => {
      const { network } = learner;
      const { classes } = sizesOf(network.architecture);
      const truth = oneHot(labels, classes);
      const seen = readoutSees(network, inscribed(pixels, neutral(classes), settings));
      const logits: tf.Tensor2D = tf.matMul(seen, network.readout);
      const noise = drawGumbelNoise(labels.size, classes, random('negatives'));
      const wrong = oneHot(drawNegatives(logits, truth, noise), classes);
      const pairs = inscribed(pixels, tf.stack([truth, wrong]) as tf.Tensor3D, settings);
      return gradient(learner, pairs, { seen, logits, truth, labels }, settings);
    });

/**
 * Tries every label on `pixels` [B, n_0]: goodness per unit of the hidden layers that the readout sees.
 * [B × classes]
 */
function labelGoodness(network: Network, pixels: tf.Tensor2D, writing: Writing): Float32Array {
  const { architecture } = network;
  return tidy(() => {
    const { classes } = sizesOf(architecture);
    const labelled = inscribed(pixels, everyLabel(classes), writing);
    const scores = scoreAt(onePass(network, labelled), layersRead(architecture));
    return tf.transpose(scores).dataSync<'float32'>(); // [K, B] → [B, K]
  });
}

/** The readout's logits for `pixels` [B, n_0] under the neutral label, in one pass. [B × classes] */
function neutralLogits(network: Network, pixels: tf.Tensor2D, writing: Writing): Float32Array {
  return tidy(() => {
    const label = neutral(sizesOf(network.architecture).classes);
    const unlabelled = onePass(network, inscribed(pixels, label, writing));
    return readoutLogits(network, unlabelled).dataSync<'float32'>();
  });
}

/**
 * Section 3.3 of the paper: a feed-forward network that sees the label in the first pixels of the
 * image. It raises its goodness for the true label and lowers it for a wrong one that its readout
 * would easily take; the readout sees a neutral label. `learning` decides what a gradient costs.
 */
export function labelInImage(learning: PairLearning): System<LabelInImageSettings> {
  return {
    name: 'label-in-image',
    about: 'the feed-forward network of section 3.3, with the label in the image',
    answers: {
      goodness: 'goodness of each label in the image',
      readout: 'one pass with a neutral label',
    },
    settings,
    takes: (architecture, { labelStrength }) => {
      const { pixels, classes } = sizesOf(architecture);
      const centred = architecture.input.mean !== undefined;
      return leadsUp(architecture) && classes <= pixels && !(centred && labelStrength);
    },
    architecture: (layers, maps) => neighbours(layers, { topDown: false, maps }),
    gradient: gradientBy(learning),
    recognise: (network, pixels, settings) => ({
      images: pixels.shape[0],
      classes: sizesOf(network.architecture).classes,
      scores: [labelGoodness(network, pixels, settings)],
      logits: neutralLogits(network, pixels, settings),
    }),
    readings: (network, settings) => {
      const { classes } = sizesOf(network.architecture);
      return [
        {
          name: 'label-in-image',
          about: 'feed-forward: goodness of each label',
          multiplyAdds: classes * passMultiplyAdds(network.architecture),
          answer: (pixels) => winners(labelGoodness(network, pixels, settings), classes),
        },
        onePassReading(
          { name: 'label-in-image-one-pass', about: 'feed-forward: softmax on one pass' },
          network,
          (pixels) => ({ logits: neutralLogits(network, pixels, settings) }),
        ),
      ];
    },
    window: () => ONE_PASS,
    activity: (network, { pixels, labels }, settings) =>
      tidy(() => {
        const truth = oneHot(labels, sizesOf(network.architecture).classes);
        return activityAt(network, inscribe(pixels, truth, settings));
      }),
  };
}

/** The same, learning side by side: the faster way, which is the default. */
export const LABEL_IN_IMAGE = labelInImage(SIDE_BY_SIDE);
