import { plainly } from '../engine/compiled';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { labelsOf, unlabelledFrame, withLabel } from './frame';
import { scoreAt } from './goodness';
import { PAPER_WINDOW, type Window } from './perception-settings';
import { readoutLogits } from './readout';
import { checkSeesLabel, winners } from './recognise';
import { drain, settle, still } from './settle';
import type { PerceptionState } from './state';
import { bottomUpPass, clamp, PAPER_DYNAMICS, type PlainDynamics } from './step';

/** The least probability at which a label is tried; chosen on validation images (docs/belief.md). */
export const LEAST_BELIEVED = 0.05;

/** Answers [B], and how many labels were tried on all images together. */
export interface BelievedWinners {
  readonly answers: Uint8Array;
  readonly tried: number;
}

/**
 * The label with the most goodness for each of `pixels` [B, n_0], among the labels to which the one-pass
 * readout gives a probability of at least `least`, 0 … 1. If there are fewer than two of these, the readout's
 * label is the answer and none is tried; otherwise the network settles on the image under each of them, from
 * the bottom-up pass.
 * Throws RangeError where no label reaches the network.
 */
export function winnersAmongBelieved(
  network: Network,
  pixels: tf.Tensor2D,
  window: Window = PAPER_WINDOW,
  dynamics: PlainDynamics = PAPER_DYNAMICS,
  least: number = LEAST_BELIEVED,
): BelievedWinners {
  checkSeesLabel(network);
  return tidy(() => {
    const { classes } = sizesOf(network.architecture);
    const unlabelled = unlabelledFrame(network, pixels);
    const pass = bottomUpPass(network, unlabelled);
    const beliefs = tf.softmax(readoutLogits(network, pass)).dataSync<'float32'>();
    const answers = winners(beliefs, classes);
    const trials = inDoubt(beliefs, classes, least);
    if (trials.length === 0) return { answers, tried: 0 };
    const scores = scoresOf(network, pass, trials, window, dynamics);
    const most = new Float32Array(answers.length).fill(Number.NEGATIVE_INFINITY);
    for (const [at, { image, label }] of trials.entries()) {
      const score = scores[at] as number;
      if (score <= (most[image] as number)) continue;
      most[image] = score;
      answers[image] = label;
    }
    return { answers, tried: trials.length };
  });
}

/** A label that is tried on an image. */
interface Trial {
  readonly image: number;
  readonly label: number;
}

/** The labels that are believed enough, for the images that have several. */
function inDoubt(beliefs: Float32Array, classes: number, least: number): Trial[] {
  return Array.from({ length: beliefs.length / classes }, (_, image) => {
    const row = beliefs.subarray(image * classes, (image + 1) * classes);
    const believed = [...row.keys()].filter((label) => (row[label] as number) >= least);
    return believed.length > 1 ? believed.map((label): Trial => ({ image, label })) : [];
  }).flat();
}

/** The goodness of each trial over the window. Operation by operation: their number is never the same. */
function scoresOf(
  network: Network,
  pass: PerceptionState,
  trials: readonly Trial[],
  window: Window,
  dynamics: PlainDynamics,
): Float32Array {
  const { classes } = sizesOf(network.architecture);
  return plainly(() =>
    tidy(() => {
      const seen = ofImages(
        pass,
        trials.map(({ image }) => image),
      );
      const tried = labelsOf([trials.map(({ label }) => label)], classes);
      const labelled = withLabel(seen.frame, tried);
      const counted: tf.Tensor2D[] = [];
      const fromPass = () => clamp(network, seen, labelled);
      drain(settle(network, still(labelled, window.last), dynamics, fromPass), (state) => {
        if (state.step >= window.first) counted.push(scoreAt(state));
      });
      return tf.addN(counted).dataSync<'float32'>();
    }),
  );
}

/** A state of these images alone, some of them several times. New tensors. */
function ofImages(state: PerceptionState, images: readonly number[]): PerceptionState {
  const index = tf.tensor1d([...images], 'int32');
  const rows = (all: tf.Tensor3D): tf.Tensor3D => tf.gather(all, index, 1);
  const { frame, drive, layers } = state;
  return {
    step: state.step,
    frame: { ...frame, pixels: rows(frame.pixels) },
    drive: { ...drive, bottom: drive.bottom.map((one) => one && rows(one)) },
    layers: layers.map(({ activity, goodness, normalised }) => ({
      activity: rows(activity),
      goodness: rows(goodness),
      normalised: rows(normalised),
    })),
  };
}
