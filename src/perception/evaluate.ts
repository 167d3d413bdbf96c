import { setImmediate } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { defer, from, type Observable } from 'rxjs';
import { gather } from '../data/batches';
import type { LabelledImages } from '../data/labelled-images';
import type { Network } from '../network/network';
import { accumulate, recognise, winners } from './recognise';
import { dynamicsOf, PAPER_WATCHING, type Watching } from './watching';

/** What a network answered for images in a row, next to the truth. One label an image: [images]. */
export interface Evaluation {
  readonly labels: Uint8Array;
  /** Label of the highest goodness, accumulated over the window. */
  readonly topDown: Uint8Array;
  /** Label of the highest goodness at each step alone: `byStep[step - 1]`. */
  readonly byStep: readonly Uint8Array[];
  /** Label of the one-pass readout. */
  readonly readout: Uint8Array;
}

/** Images watched at once, each under every label. */
const BATCH = 250;

/**
 * The network's answers to a set of images: a cold stream with one part a batch, to be put
 * together by `joinEvaluations`. Between batches other work gets its turn, and unsubscribing
 * stops it.
 */
export function evaluate(
  network: Network,
  images: LabelledImages,
  watching: Watching = PAPER_WATCHING,
): Observable<Evaluation> {
  return defer(() => from(parts(network, images, watching)));
}

async function* parts(
  network: Network,
  images: LabelledImages,
  watching: Watching,
): AsyncGenerator<Evaluation> {
  for (let start = 0; start < images.count; start += BATCH) {
    const length = Math.min(BATCH, images.count - start);
    const { pixels, labels } = gather(
      images,
      Uint32Array.from({ length }, (_, at) => start + at),
    );
    const seen = tf.tensor2d(pixels, [length, images.rows * images.columns]);
    const recognition = recognise(network, seen, watching.steps, dynamicsOf(watching));
    seen.dispose();
    const best = (values: Float32Array) => winners(values, recognition.classes);
    yield {
      labels: Uint8Array.from(labels),
      topDown: best(accumulate(recognition, watching.window)),
      byStep: recognition.scores.map(best),
      readout: best(recognition.logits),
    };
    await setImmediate();
  }
}

/** Two evaluations of consecutive images as one. */
export function joinEvaluations(one: Evaluation, next: Evaluation): Evaluation {
  return {
    labels: concat(one.labels, next.labels),
    topDown: concat(one.topDown, next.topDown),
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
