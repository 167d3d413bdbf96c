import * as tf from '../../engine/ops';
import type { Surroundings } from '../../experiment/experiment';
import type { Recognition } from '../../perception/recognise';
import { pieceByPiece } from './piece-by-piece';

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
    const recognition = recogniser(pixels);
    pixels.dispose();
    return recognition;
  });
}
