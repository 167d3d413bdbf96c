import { type ImageShape, imageSize } from '../images/labelled-images';

/** A picture as bytes: [rows × columns × channels]. */
export interface BytePicture extends ImageShape {
  readonly pixels: Uint8Array;
}

const ZERO = 127.5;
const WHITE = 255;

/**
 * Fields [rows × columns × channels] as one picture, `across` in a row, a white line between them.
 * Each has a scale of its own: middle grey is 0, and its largest magnitude is white, or black where
 * negative; in colour each channel for itself, on the scale of all.
 */
export function mosaic(
  fields: readonly Float32Array[],
  shape: ImageShape,
  across: number,
): BytePicture {
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
