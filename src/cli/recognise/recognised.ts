import * as tf from '../../engine/ops';
import { withTensors } from '../../engine/tidy';
import { ranked, runnersUp } from '../../observation/scores';
import { accumulate, type Recognition, winners } from '../../perception/recognise';
import { recogniseWith } from '../../perception/recognise-with';
import { recognitionTable } from '../../trained/tables';
import type { PictureNetwork } from './picture-network';
import type { SeenPicture } from './seen-pictures';

/** What a network takes a picture for. */
export interface Answer {
  /** By goodness. */
  readonly label: number;
  /** The label of the next highest score, where there is more than one. */
  readonly runnerUp?: number;
  /** How far the answer's score lies above the runner-up's, in goodness per unit. */
  readonly margin?: number;
  /** By the one-pass readout. */
  readonly readout: number;
  /** Of each label: goodness per unit, summed over layers and the steps of the window. */
  readonly scores: readonly number[];
}

/** A picture that was recognised. */
export interface Recognised {
  readonly seen: SeenPicture;
  readonly answer: Answer;
  /** Each label's score at each step, as text. */
  readonly table: () => string;
}

/** What the network makes of some pictures, watched together. */
export function recognised(
  { network, perception, looks }: Pick<PictureNetwork, 'network' | 'perception' | 'looks'>,
  pictures: readonly SeenPicture[],
): Recognised[] {
  if (pictures.length === 0) return [];
  const pixels = tf.tidy(() =>
    tf.stack(
      pictures.map((seen) => tf.tensor1d(Float32Array.from(seen.pixels, (grey) => grey / 255))),
    ),
  ) as tf.Tensor2D; // [B, n_0]
  const recognition = withTensors(pixels, () => recogniseWith(network, pixels, perception));
  const sums = accumulate(recognition, perception.window);
  const readouts = winners(recognition.logits, recognition.classes);
  return pictures.map((seen, at) => ({
    seen,
    answer: answerOf([...rowOf(sums, recognition, at)], readouts[at] as number),
    table: () => recognitionTable(recognition, at, perception.window, looks.classNames),
  }));
}

function rowOf(values: Float32Array, { classes }: Recognition, image: number): Float32Array {
  return values.subarray(image * classes, (image + 1) * classes);
}

function answerOf(scores: readonly number[], readout: number): Answer {
  const label = ranked(scores, 'most')[0] as number;
  const [runnerUp] = runnersUp(scores, label, 'most');
  if (runnerUp === undefined) return { label, readout, scores };
  const margin = (scores[label] as number) - (scores[runnerUp] as number);
  return { label, runnerUp, margin, readout, scores };
}
