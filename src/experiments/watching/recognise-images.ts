import * as tf from '../../engine/ops';
import { pause } from '../../engine/pause';
import { tidy, withTensors } from '../../engine/tidy';
import type { LabelledImages } from '../../images/labelled-images';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import { batchByBatch } from '../../perception/evaluate';
import { unlabelledFrame } from '../../perception/frame';
import { readoutLogits } from '../../perception/readout';
import { type Recognition, winners } from '../../perception/recognise';
import type { PerceptionState } from '../../perception/state';
import { bottomUpPass } from '../../perception/step';
import { type Surroundings, stopIfInterrupted } from '../../runs/scenario';

/**
 * What `recogniser`, of whatever system, makes of all images: every score and logit, where `evaluate`
 * keeps answers alone. Between batches other work gets its turn. Throws Interrupted.
 */
export async function recogniseImages(
  { signal }: Pick<Surroundings, 'signal'>,
  recogniser: (pixels: tf.Tensor2D) => Recognition,
  images: LabelledImages,
): Promise<Recognition> {
  const parts: Recognition[] = [];
  for await (const part of batchByBatch(images, recogniser)) {
    stopIfInterrupted(signal);
    parts.push(part);
  }
  const steps = parts[0]?.scores ?? [];
  return {
    images: images.count,
    classes: images.classes,
    scores: steps.map((_, step) =>
      sideBySide(parts.map(({ scores }) => scores[step] as Float32Array)),
    ),
    logits: sideBySide(parts.map(({ logits }) => logits)),
  };
}

/** Numbers of several rows in one row, one after the other: frames of more images at once. */
export function sideBySide(rows: readonly ArrayLike<number>[]): Float32Array {
  const all = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    all.set(row, at);
    at += row.length;
  }
  return all;
}

/**
 * What `recogniser` makes of each frame [B × n_0] for itself, as if there had been no other. Between
 * frames other work gets its turn. Throws Interrupted.
 */
export function recogniseFrames(
  surroundings: Pick<Surroundings, 'progress' | 'signal'>,
  recogniser: (pixels: tf.Tensor2D) => Recognition,
  frames: readonly Float32Array[],
  images: number,
): Promise<Recognition[]> {
  return pieceByPiece(surroundings, 'recognising each frame', frames, (frame) => {
    const pixels = tf.tensor2d(frame, [images, frame.length / images]);
    return withTensors(pixels, recogniser);
  });
}

/**
 * Does a long piece of work piece by piece and returns what each came to. Between pieces others get
 * their turn, and the person sees how far it is: by `counting`, where pieces are unequal or are made one
 * by one. Throws Interrupted where the person asked to stop.
 */
export async function pieceByPiece<Piece, Result>(
  { progress, signal }: Pick<Surroundings, 'progress' | 'signal'>,
  what: string,
  pieces: Iterable<Piece>,
  work: (piece: Piece) => Result | Promise<Result>,
  counting?: { readonly total: number; readonly of: (piece: Piece) => number },
): Promise<Result[]> {
  const bar = progress(what, counting?.total ?? Array.from(pieces).length);
  const results: Result[] = [];
  try {
    for (const piece of pieces) {
      stopIfInterrupted(signal);
      results.push(await work(piece));
      bar.advance(counting?.of(piece) ?? 1);
      await pause();
    }
  } finally {
    bar.done();
  }
  return results;
}

/** What the readout says when it is shown pixels [B × n_0], after one bottom-up pass: a label each. */
export function onePassAnswers(network: Network, pixels: Float32Array): Uint8Array {
  const { pixels: size } = sizesOf(network.architecture);
  return tidy(() => {
    const seen = tf.tensor2d(pixels, [pixels.length / size, size]);
    return readoutAnswers(network, bottomUpPass(network, unlabelledFrame(network, seen)));
  });
}

/** What the readout makes of a state under one label an image, whatever its step: a label each. */
export function readoutAnswers(
  network: Network,
  state: Pick<PerceptionState, 'layers'>,
): Uint8Array {
  const logits = readoutLogits(network, state);
  const answers = winners(logits.dataSync<'float32'>(), sizesOf(network.architecture).classes);
  logits.dispose();
  return answers;
}
