import type { Orientation } from './data-set';
import type { PartRead } from './formats/format';
import type { ImageShape } from './labelled-images';

/** Images as they lie in files, turned as they are seen. */
export function upright(part: PartRead, orientation: Orientation = 'upright'): PartRead {
  return orientation === 'upright' ? part : transposed(part);
}

/** The shape of images as they lie in files, from that as they are seen. */
export function lying(
  { rows, columns, channels }: ImageShape,
  orientation: Orientation = 'upright',
): ImageShape {
  return orientation === 'upright'
    ? { rows, columns, channels }
    : { rows: columns, columns: rows, channels };
}

/** The images with rows and columns interchanged, the channels of a place together as before. */
function transposed(part: PartRead): PartRead {
  const { count, rows, columns, channels, pixels } = part;
  const turned = new Uint8Array(pixels.length);
  let to = 0;
  for (let image = 0; image < count; image++) {
    const start = image * rows * columns;
    for (let column = 0; column < columns; column++)
      for (let row = 0; row < rows; row++) {
        const from = (start + row * columns + column) * channels;
        for (let channel = 0; channel < channels; channel++)
          turned[to++] = pixels[from + channel] as number;
      }
  }
  return { ...part, rows: columns, columns: rows, pixels: turned };
}
