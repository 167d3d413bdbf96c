import { normalise } from '../engine/normalise';
import * as tf from '../engine/ops';
import { oneHot, tidy } from '../engine/tidy';
import { type Architecture, sizesOf } from '../network/architecture';
import type { InputLayer } from '../network/layer';

/** What the world clamps at one time step: pixels at the bottom, label hypotheses at the top. */
export interface Frame {
  /** Normalised pixels: [1, B, n_0]; every hypothesis sees the same image. */
  readonly pixels: tf.Tensor3D;
  /** Normalised label activity: [K, B or 1, classes]. */
  readonly label: tf.Tensor3D;
}

/**
 * Pixels [K, B, n_0], 0 … 1, as a network sees them: less the means of its input layer, if it has some, at
 * mean square 1. A new tensor, owned by the caller.
 */
export function seenPixels(
  { input }: Pick<Architecture, 'input'>,
  pixels: tf.Tensor3D,
): tf.Tensor3D {
  return tidy(() => normalise(lessMean(input, pixels)));
}

/** Pixels [..., n_0] less the mean of their channel, where the input layer has means. A new tensor, or `pixels`. */
export function lessMean<T extends tf.Tensor>({ units, mean }: InputLayer, pixels: T): T {
  if (!mean) return pixels;
  return tf.sub<T>(pixels, meansOf({ units, mean }));
}

/** The mean of each pixel's channel: [n_0]. */
function meansOf({ units, mean }: { units: number; mean: readonly number[] }): tf.Tensor1D {
  return tf.tensor1d(
    Float32Array.from({ length: units }, (_, at) => mean[at % mean.length] as number),
  );
}

/**
 * A frame of `pixels` [B, n_0], 0 … 1, less the means of the network's input layer where it has some, under
 * `label` [K, B or 1, classes]; both are normalised here. Returns new tensors, owned by the caller.
 */
export function frameFor(
  { architecture }: { readonly architecture: Pick<Architecture, 'input'> },
  pixels: tf.Tensor2D,
  label: tf.Tensor3D,
): Frame {
  return tidy(() => frame(lessMean(architecture.input, pixels), label));
}

/**
 * A frame of `pixels` [B, n_0] under `label` [K, B or 1, classes]; both are normalised here. For a network whose
 * input layer has means it is `frameFor`.
 * Returns new tensors, owned by the caller.
 */
export function frame(pixels: tf.Tensor2D, label: tf.Tensor3D): Frame {
  return tidy(() => ({
    pixels: normalise(tf.expandDims(pixels, 0) as tf.Tensor3D),
    label: normalise(label),
  }));
}

/** One hypothesis a class, each held for every image: [K = classes, 1, classes]. */
export function everyLabel(classes: number): tf.Tensor3D {
  return tidy(() => tf.expandDims(tf.eye(classes), 1));
}

/** Hypotheses that differ from image to image, `labels[k][b]`: one-hot [K, B, classes]. */
export function labelsOf(labels: readonly ArrayLike<number>[], classes: number): tf.Tensor3D {
  const images = labels[0]?.length ?? 0;
  const flat = Int32Array.from(labels.flatMap((row) => Array.from(row)));
  return tidy(() =>
    tf.reshape(oneHot(tf.tensor1d(flat, 'int32'), classes), [labels.length, images, classes]),
  );
}

/** No label, said explicitly: `silent` is all zeros, `uniform` gives every class the same activity. */
export function noLabel(classes: number, how: 'silent' | 'uniform'): tf.Tensor3D {
  return how === 'silent' ? tf.zeros([1, 1, classes]) : tf.ones([1, 1, classes]);
}

/** A frame of `pixels` [B, n_0], 0 … 1, as a network sees them without a label. New tensors, owned by the caller. */
export function unlabelledFrame(
  network: { readonly architecture: Architecture },
  pixels: tf.Tensor2D,
): Frame {
  const { classes } = sizesOf(network.architecture);
  return tidy(() => frameFor(network, pixels, noLabel(classes, 'silent')));
}

/** The same pixels under another label [K, B or 1, classes]; shares the pixels' tensor. */
export function withLabel({ pixels }: Frame, label: tf.Tensor3D): Frame {
  return { pixels, label: normalise(label) };
}
