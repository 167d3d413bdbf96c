import { type ImageShape, imageSize } from '../images/labelled-images';
import { mean } from '../statistics/mean';

/** A picture as bytes: [rows × columns × channels]. */
export interface BytePicture extends ImageShape {
  readonly pixels: Uint8Array;
}

/** Channels that pictures have. */
const [GREY, RGB] = [1, 3];

const ZERO = 127.5;
const WHITE = 255;

/**
 * Fields [rows × columns × channels] as one picture, `across` in a row, a white line between them.
 * Each has a scale of its own: middle grey is 0, and its largest magnitude is white, or black where
 * negative; in colour each channel for itself, on the scale of all. Channels that are no colours (1 is grey, 3 are
 * red, green and blue) are drawn as the grey of their mean.
 */
export function mosaic(
  fields: readonly Float32Array[],
  shape: ImageShape,
  across: number,
): BytePicture {
  if (![GREY, RGB].includes(shape.channels)) {
    const means = fields.map((field) => meansOf(field, shape));
    return mosaic(means, { ...shape, channels: GREY }, across);
  }
  const { rows, columns, channels } = shape;
  const down = Math.ceil(fields.length / across);
  const size = {
    rows: down * (rows + 1) - 1,
    columns: across * (columns + 1) - 1,
    channels,
  };
  const pixels = new Uint8Array(imageSize(size)).fill(WHITE);
  for (const [at, field] of fields.entries()) {
    const top = Math.floor(at / across) * (rows + 1);
    const left = (at % across) * (columns + 1);
    const most = field.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
    const line = columns * channels;
    for (const [place, value] of field.entries()) {
      const row = top + Math.floor(place / line);
      const start = (row * size.columns + left) * channels;
      pixels[start + (place % line)] = ZERO + (ZERO * value) / most;
    }
  }
  return { ...size, pixels };
}

/** The mean of each place's channels: [rows × columns]. */
function meansOf(field: Float32Array, { rows, columns, channels }: ImageShape): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, place) =>
    mean(field.subarray(place * channels, (place + 1) * channels)),
  );
}
