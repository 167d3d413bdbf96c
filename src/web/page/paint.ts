import { BLUE_WHITE_ORANGE, type ColourMap } from '../../charts/colours';
import type { ImageShape } from '../../images/labelled-images';

/** Draws a picture [rows × columns × channels], 0–255, into a canvas, a pixel each. */
export function paintPicture(
  canvas: HTMLCanvasElement,
  pixels: ArrayLike<number> | undefined,
  shape: ImageShape,
): void {
  const value = (at: number) => pixels?.[at] ?? 0;
  const { channels } = shape;
  paint(canvas, shape, (place) =>
    channels === 3
      ? [value(3 * place), value(3 * place + 1), value(3 * place + 2)]
      : [value(channels * place), value(channels * place), value(channels * place)],
  );
}

/**
 * Draws what is expected of the pixels, above 0 where light is: by colours around 0 where it is grey, each
 * channel in its own colour around middle grey where it is not; up to `most` in magnitude.
 */
export function paintExpected(
  canvas: HTMLCanvasElement,
  expected: Float32Array,
  shape: ImageShape,
  most: number,
): void {
  const place = (at: number) => 0.5 + (expected[at] ?? 0) / (2 * most || 1);
  const map: ColourMap = BLUE_WHITE_ORANGE;
  paint(canvas, shape, (at) =>
    shape.channels === 3
      ? [255 * place(3 * at), 255 * place(3 * at + 1), 255 * place(3 * at + 2)]
      : map(place(shape.channels * at)),
  );
}

function paint(
  canvas: HTMLCanvasElement,
  { rows, columns }: ImageShape,
  colour: (place: number) => readonly [number, number, number],
): void {
  canvas.width = columns;
  canvas.height = rows;
  const pixels = new Uint8ClampedArray(4 * rows * columns);
  for (let place = 0; place < rows * columns; place++)
    pixels.set([...colour(place), 255], 4 * place);
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, columns, rows), 0, 0);
}
