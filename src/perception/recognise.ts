import { compiled } from '../engine/compiled';
import * as tf from '../engine/ops';
import { oneHot, tidy } from '../engine/tidy';
import { seesLabel, sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { everyLabel, unlabelledFrame, withLabel } from './frame';
import { scoreAt } from './goodness';
import { PAPER_WINDOW, type Prefers, type Window } from './perception-settings';
import { readoutLogits } from './readout';
import type { Schedule } from './schedule';
import { drain, settle, still } from './settle';
import { bottomUpPass, clamp, PAPER_DYNAMICS, type PlainDynamics } from './step';

/** What the network made of a batch of images. */
export interface Recognition {
  readonly images: number;
  readonly classes: number;
  /**
   * Score of each hypothesis at each step 1 … steps: `scores[step - 1]` is [B × classes]. A network
   * that moves only once has one; one that no label is tried on has none.
   */
  readonly scores: readonly Float32Array[];
  /** Logits of the one-pass readout: [B × classes]. */
  readonly logits: Float32Array;
}

/**
 * Tries every label on `pixels` [B, n_0] for `steps` steps and scores each by its goodness.
 * All labels share one hypothesis axis, and what no label has reached is computed once.
 */
export function recognise(
  network: Network,
  pixels: tf.Tensor2D,
  steps: number = PAPER_WINDOW.last,
  dynamics: PlainDynamics = PAPER_DYNAMICS,
): Recognition {
  return tidy(() => {
    const { scores, logits } = tryLabels(viewing(network, pixels, steps, dynamics));
    return {
      ...{ images: pixels.shape[0], classes: sizesOf(network.architecture).classes },
      scores: scores.map((step) => step.dataSync<'float32'>()),
      logits: logits.dataSync<'float32'>(),
    };
  });
}

/**
 * The label of the most goodness for each of `pixels` [B, n_0], as `recognise` finds it, but among the
 * `best` labels of the one-pass readout alone, 1 … classes: all others are not tried. [B]
 * Throws RangeError where no label reaches the network.
 */
export function winnersAmong(
  best: number,
  network: Network,
  pixels: tf.Tensor2D,
  window: Window = PAPER_WINDOW,
  dynamics: PlainDynamics = PAPER_DYNAMICS,
): Uint8Array {
  return tidy(() => {
    const { scores, labels } = tryLabels({
      ...viewing(network, pixels, window.last, dynamics),
      best,
    });
    const tried = (labels as tf.Tensor2D).dataSync<'int32'>();
    const steps = { scores: scores.map((step) => step.dataSync<'float32'>()) };
    return winners(accumulate(steps, window), best).map(
      (place, image) => tried[image * best + place] as number,
    );
  });
}

/** What was recognised, with scores of which the highest is the answer. */
export function inFavour(prefers: Prefers | undefined, seen: Recognition): Recognition {
  if (prefers !== 'least') return seen;
  return { ...seen, scores: seen.scores.map((step) => step.map((score) => -score)) };
}

/** Throws RangeError where no label reaches the network. */
export function checkSeesLabel({ architecture }: Network): void {
  if (!seesLabel(architecture))
    throw new RangeError('no label reaches this network: it has nothing to tell them apart by');
}

/** The images on which labels are tried, and how the network moves meanwhile. */
interface Viewing {
  readonly network: Network;
  readonly pixels: tf.Tensor2D;
  readonly damping: number;
  /** Which layers move together at each step, group after group. */
  readonly turns: readonly ReturnType<Schedule>[];
  /** How many labels are tried on an image, those that the readout takes it for; else all. */
  readonly best?: number;
}

function viewing(
  network: Network,
  pixels: tf.Tensor2D,
  steps: number,
  { damping, schedule }: PlainDynamics,
): Viewing {
  checkSeesLabel(network);
  const turns = Array.from({ length: steps }, (_, before) =>
    schedule(network.architecture.hidden.length, before + 1),
  );
  return { network, pixels, damping, turns };
}

/**
 * Scores of the labels that are tried at each step, [B, K], which they are where not all, [B, K], and
 * the readout's logits, as one call of the engine.
 */
const tryLabels = compiled(({ network, pixels, damping, turns, best }: Viewing) =>
  tidy(() => {
    const { classes } = sizesOf(network.architecture);
    const unlabelled = unlabelledFrame(network, pixels);
    const pass = bottomUpPass(network, unlabelled);
    const logits = readoutLogits(network, pass);
    const labels = best === undefined ? undefined : tf.topk(logits, best).indices;
    const tried = labels ? hypotheses(labels, classes) : everyLabel(classes);
    const labelled = withLabel(unlabelled, tried);

    const schedule: Schedule = (_, step) => turns[step - 1] as ReturnType<Schedule>;
    const video = still(labelled, turns.length);
    const scores: tf.Tensor2D[] = [];
    const fromPass = () => clamp(network, pass, labelled);
    drain(settle(network, video, { damping, schedule }, fromPass), (state) => {
      if (state.step > 0) scores.push(tf.transpose(scoreAt(state))); // [K, B] → [B, K]
    });
    return { scores, logits, ...(labels && { labels }) };
  }),
);

/** Labels [B, K] as hypotheses that differ from image to image: [K, B, classes]. */
function hypotheses(labels: tf.Tensor2D, classes: number): tf.Tensor3D {
  const [images, count] = labels.shape;
  const flat: tf.Tensor1D = tf.reshape(tf.transpose(labels), [-1]);
  return tf.reshape(oneHot(flat, classes), [count, images, classes]);
}

/** What a network on which no label is tried made of images: its readout's `logits` [B, classes]. */
export function readoutAlone(logits: tf.Tensor2D): Recognition {
  const [images, classes] = logits.shape;
  return { images, classes, scores: [], logits: logits.dataSync<'float32'>() };
}

/** Scores summed over the steps of the window: [B × classes]. */
export function accumulate(
  { scores }: Pick<Recognition, 'scores'>,
  window: Window = PAPER_WINDOW,
): Float32Array {
  const counted = scores.slice(window.first - 1, window.last);
  if (counted.length !== window.last - window.first + 1)
    throw new RangeError(
      `window ${window.first}–${window.last} reaches past the ${scores.length} steps recorded`,
    );
  return (counted[0] as Float32Array).map((_, at) =>
    counted.reduce((sum, step) => sum + (step[at] as number), 0),
  );
}

/** The class of the highest value for each image; the lowest class of equals. [B × classes] → [B] */
export function winners(values: Float32Array, classes: number): Uint8Array {
  return Uint8Array.from({ length: values.length / classes }, (_, image) => {
    const row = values.subarray(image * classes, (image + 1) * classes);
    return row.reduce((best, value, label) => (value > (row[best] as number) ? label : best), 0);
  });
}
