import * as tf from '../../engine/ops';
import type { RandomStream } from '../../engine/random';

/** How hybrids are drawn. */
interface HybridDrawing {
  /** Pixels in a row of an image. */
  readonly columns: number;
  /** Of a pixel; 1 unless told. */
  readonly channels?: number | undefined;
  /** Times that the random bits of a mask are blurred. */
  readonly blurs: number;
}

/**
 * A hybrid for each image [B, n_0]: the image where its mask is 1, and where it is 0 another image
 * of the batch, [B, n_0]. The batch is in random order, so its neighbour some places on is any other image. The
 * caller owns the result.
 */
export function drawHybrids(
  pixels: tf.Tensor2D,
  { columns, channels = 1, blurs }: HybridDrawing,
  random: RandomStream,
): tf.Tensor2D {
  return tf.tidy(() => {
    const [images, size] = pixels.shape;
    const far = random.integer(1, Math.max(1, images - 1));
    const others = tf.gather(
      pixels,
      Array.from({ length: images }, (_, image) => (image + far) % images),
    );
    const rows = size / columns / channels;
    const places = drawMasks(images, { rows, columns, blurs }, random);
    const masks = forEachChannel(places, channels);
    return tf.add(tf.mul(pixels, masks), tf.mul(others, tf.sub(1, masks)));
  });
}

/** Masks of places [B, places] as masks of values [B, places × channels]. */
function forEachChannel(places: tf.Tensor2D, channels: number): tf.Tensor2D {
  if (channels === 1) return places;
  const [images, count] = places.shape;
  const each = tf.broadcastTo(tf.expandDims(places, 2), [images, count, channels]);
  return tf.reshape(each, [images, count * channels]);
}

/**
 * Masks of fairly large patches of ones and zeros, [count, rows × columns]: random bits, blurred
 * `blurs` times by [1/4, 1/2, 1/4] along the rows and the columns, then cut at 1/2.
 * Source: section 3.2 of the paper.
 *
 * At the border the blur keeps what would leave, so that no patch is likelier there. The caller owns the result.
 */
export function drawMasks(
  count: number,
  { rows, columns, blurs }: { rows: number; columns: number; blurs: number },
  random: RandomStream,
): tf.Tensor2D {
  const bits = random.uniforms(count * rows * columns).map((one) => (one < 0.5 ? 0 : 1));
  return tf.tidy(() => {
    const across = blurred(tf.tensor3d(bits, [count, rows, columns]), blurs);
    const down = blurred(tf.transpose(across, [0, 2, 1]), blurs);
    const masks = tf.greater(tf.transpose(down, [0, 2, 1]), 0.5);
    return tf.reshape(tf.cast(masks, 'float32'), [count, rows * columns]);
  });
}

/** Images [count, rows, columns], blurred along their rows: all blurs are one matrix product. */
function blurred(images: tf.Tensor3D, blurs: number): tf.Tensor3D {
  const [count, rows, columns] = images.shape;
  const lines: tf.Tensor2D = tf.reshape(images, [count * rows, columns]);
  return tf.reshape(tf.matMul(lines, blurMatrix(columns, blurs)), images.shape);
}

/** What a line of `length` pixels is multiplied by to be blurred so many times. */
function blurMatrix(length: number, blurs: number): tf.Tensor2D {
  let matrix: number[][] = Array.from({ length }, (_, row) =>
    Array.from({ length }, (_, column) => (row === column ? 1 : 0)),
  );
  for (let blur = 0; blur < blurs; blur++)
    matrix = matrix.map((line) => line.map((_, at) => blurredPixel(line, at)));
  return tf.tensor2d(matrix);
}

function blurredPixel(line: readonly number[], at: number): number {
  const kept = line[at] as number;
  return 0.25 * (line[at - 1] ?? kept) + 0.5 * kept + 0.25 * (line[at + 1] ?? kept);
}
