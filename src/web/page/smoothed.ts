import type { ImageShape } from '../../images/labelled-images';

/** Weights of a pixel's neighbours along an axis: a binomial near a Gaussian whose standard deviation is one pixel. */
const WEIGHTS = [1, 4, 6, 4, 1].map((one) => one / 16);

/**
 * A picture [rows × columns × channels] in which each pixel is the weighted mean of those around it, so that
 * strokes stand out from grain, which differs from pixel to pixel. Beyond the border lie its own pixels again.
 */
export function smoothed(picture: Float32Array, shape: ImageShape): Float32Array {
  const { rows, columns, channels } = shape;
  const along = (values: Float32Array, count: number, stride: number) =>
    values.map((_, at) => {
      const place = Math.floor(at / stride) % count;
      return WEIGHTS.reduce((sum, weight, tap) => {
        const other = Math.min(count - 1, Math.max(0, place + tap - 2));
        return sum + weight * (values[at + (other - place) * stride] as number);
      }, 0);
    });
  return along(along(picture, columns, channels), rows, columns * channels);
}
