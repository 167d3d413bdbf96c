import { checkRoom } from '../../engine/memory';
import { imageSize, type LabelledImages } from '../labelled-images';

/** Images that move, and what they show. */
export interface Film {
  /** Pixels of each frame in 0 … 1: [frames][B × rows × columns × channels]. */
  readonly frames: readonly Float32Array[];
  /** The true label of each image at each frame: [frames][B]. */
  readonly labels: readonly Uint8Array[];
}

/** A way of moving images: plain data and one pure function. */
export interface Motion {
  /** In kebab-case; it also addresses its random streams. */
  readonly name: string;
  /** What is seen, as a short phrase for people. */
  readonly shows: string;
  /**
   * The images of these indices, filmed: frame 0, and `last` more. Frame 0 is the images as they
   * are. What image i draws depends on the seed, the name and i alone.
   */
  readonly film: (
    images: LabelledImages,
    which: readonly number[],
    last: number,
    seed: number,
  ) => Film;
}

/**
 * Films images frame by frame: `shown(image, time)` is what one shows at a time from 0 to 1, as
 * values 0 … 255 [rows × columns × channels]. The labels are those of the images. Throws EnvironmentError where
 * the film takes more memory than there is.
 */
export function filmed(
  images: LabelledImages,
  which: readonly number[],
  last: number,
  shown: (image: number, time: number) => ArrayLike<number>,
): Film {
  const size = imageSize(images);
  const bytes = Float32Array.BYTES_PER_ELEMENT * (last + 1) * which.length * size;
  checkRoom(`${last + 1} frames of ${which.length} images`, bytes);
  const frames = Array.from({ length: last + 1 }, (_, at) => {
    const frame = new Float32Array(which.length * size);
    for (const [place, image] of which.entries()) {
      const greys = shown(image, last === 0 ? 0 : at / last);
      for (let pixel = 0; pixel < size; pixel++)
        frame[place * size + pixel] = (greys[pixel] as number) / 255;
    }
    return frame;
  });
  const truth = Uint8Array.from(which, (image) => images.labels[image] as number);
  return { frames, labels: frames.map(() => truth) };
}

/** How far something that goes there and comes back has gone: from 0 to 1 at half time, and to 0. */
export function thereAndBack(time: number): number {
  return 1 - Math.abs(1 - 2 * time);
}
