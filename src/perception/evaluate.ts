import { defer, from, type Observable } from 'rxjs';
import * as tf from '../engine/ops';
import { pause } from '../engine/pause';
import { type Batch, inBatches } from '../images/batches';
import { imageSize, type LabelledImages } from '../images/labelled-images';
import { EnvironmentError } from '../input/errors';
import type { Network } from '../network/network';
import { PAPER_PERCEPTION, type PerceptionSettings, type Window } from './perception-settings';
import { accumulate, type Recognition, winners } from './recognise';
import { recogniseWith } from './recognise-with';

/** What a network answered for images in a row, next to the truth. One label an image: [images]. */
export interface Evaluation {
  readonly labels: Uint8Array;
  /** Label of the highest score, accumulated over the window, where there is one: goodness where labels were tried. */
  readonly goodness?: Uint8Array | undefined;
  /** Label of the highest score at each step alone: `byStep[step - 1]`. */
  readonly byStep: readonly Uint8Array[];
  /** Label of the one-pass readout. */
  readonly readout: Uint8Array;
}

/** Images seen at once, at the most. */
export const BATCH = 250;

/** Images under a label each that are seen at once, at the most: 250 of ten classes. */
const TRIALS = 2500;

/** Images seen at once where each is tried under every label: fewer the more classes there are. */
export function imagesAtOnce(classes: number): number {
  return Math.max(1, Math.min(BATCH, Math.floor(TRIALS / classes)));
}

/**
 * The network's answers to a set of images: a cold stream with one part a batch, to be put
 * together by `joinEvaluations`. Between batches other work gets its turn, and unsubscribing
 * stops it.
 */
export function evaluate(
  network: Network,
  images: LabelledImages,
  perception: PerceptionSettings = PAPER_PERCEPTION,
): Observable<Evaluation> {
  return evaluateBy((seen) => recogniseWith(network, seen, perception), images, perception);
}

/** `evaluate` for whatever recognises pixels [B, n_0]; the steps of the window decide. */
export function evaluateBy(
  recogniser: (pixels: tf.Tensor2D) => Recognition,
  images: LabelledImages,
  { window }: { readonly window: Window },
): Observable<Evaluation> {
  return defer(() => from(parts(recogniser, images, window)));
}

async function* parts(
  recogniser: (pixels: tf.Tensor2D) => Recognition,
  images: LabelledImages,
  window: Window,
): AsyncGenerator<Evaluation> {
  yield* batchByBatch(images, (pixels, { labels }) => {
    const recognition = recogniser(pixels);
    checkRecognition(recognition, labels.length, images.classes);
    const best = (values: Float32Array) => winners(values, recognition.classes);
    return {
      labels: Uint8Array.from(labels),
      ...(recognition.scores.length > 0 && { goodness: best(accumulate(recognition, window)) }),
      byStep: recognition.scores.map(best),
      readout: best(recognition.logits),
    };
  });
}

/**
 * Does some work with all images, a batch after the other, and yields what each comes to. `work` is lent
 * the batch's pixels [B, n_0]. Between batches other work gets its turn; leaving the loop stops it.
 */
export async function* batchByBatch<Result>(
  images: LabelledImages,
  work: (pixels: tf.Tensor2D, batch: Batch & { readonly start: number }) => Result,
): AsyncGenerator<Result> {
  for (const batch of inBatches(images, imagesAtOnce(images.classes))) {
    const pixels = tf.tensor2d(batch.pixels, [batch.labels.length, imageSize(images)]);
    try {
      yield work(pixels, batch);
    } finally {
      pixels.dispose();
    }
    await pause();
  }
}

/** Two evaluations of consecutive images as one. */
export function joinEvaluations(one: Evaluation, next: Evaluation): Evaluation {
  return {
    labels: concat(one.labels, next.labels),
    ...(one.goodness && { goodness: concat(one.goodness, next.goodness as Uint8Array) }),
    byStep: one.byStep.map((step, at) => concat(step, next.byStep[at] as Uint8Array)),
    readout: concat(one.readout, next.readout),
  };
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** An answer whose `values`, in words, are not all finite numbers. */
export class NotFinite extends EnvironmentError {
  constructor(readonly values: string) {
    super(`what recognises gives ${values} that are not finite numbers`);
  }
}

/**
 * Throws EnvironmentError where an answer is not one to so many images of so many classes, and NotFinite where
 * it is not a finite number for each label: of numbers that are none, the first label would seem to win.
 */
export function checkRecognition(
  { scores, logits }: Recognition,
  images: number,
  classes: number,
): void {
  for (const [what, values] of [
    ...scores.map((step, at) => [`scores at step ${at + 1}`, step] as const),
    ['logits', logits] as const,
  ]) {
    if (values.length !== images * classes)
      throw new EnvironmentError(
        `what recognises gives ${values.length} ${what} for ${images} images of ${classes} classes`,
      );
    if (!values.every(Number.isFinite)) throw new NotFinite(what);
  }
}
