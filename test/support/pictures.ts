import { randomStream } from '../../src/engine/random';
import type { LabelledImages } from '../../src/images/labelled-images';
import type { Picture } from '../../src/images/pictures/picture';
import { preparePicture } from '../../src/images/pictures/prepare';
import { inkBox } from '../../src/images/pictures/resample';

/** Lightness of each pixel, 0 … 1: [rows × columns]. */
export interface Grey {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[] | Float64Array;
}

/** An image of a digit, 0–255, as lightness. */
export function greyOf(pixels: Uint8Array, rows = 28, columns = 28): Grey {
  return { rows, columns, values: Float64Array.from(pixels, (value) => value / 255) };
}

/** A grey picture, opaque. */
export function pictureOf({ rows, columns, values }: Grey): Picture {
  const rgba = new Uint8Array(4 * rows * columns).fill(255);
  for (let at = 0; at < values.length; at++) {
    const value = Math.round(255 * Math.min(1, Math.max(0, values[at] as number)));
    for (let channel = 0; channel < 3; channel++) rgba[4 * at + channel] = value;
  }
  return { rows, columns, rgba };
}

/** A picture that is made pixel by pixel. */
export function drawn(
  rows: number,
  columns: number,
  at: (row: number, column: number) => number,
): Grey {
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      values[row * columns + column] = at(row, column);
  return { rows, columns, values };
}

export function inverted(grey: Grey): Grey {
  return { ...grey, values: new Float64Array(grey.values).map((value) => 1 - value) };
}

/** Each pixel as a square of `times` × `times`. */
export function enlarged(grey: Grey, times: number): Grey {
  return drawn(grey.rows * times, grey.columns * times, (row, column) =>
    valueAt(grey, Math.floor(row / times), Math.floor(column / times)),
  );
}

/** On a black canvas, `top` and `left` pixels from its edges. */
export function onCanvas(
  grey: Grey,
  rows: number,
  columns: number,
  top: number,
  left: number,
): Grey {
  return drawn(rows, columns, (row, column) => valueAt(grey, row - top, column - left));
}

/** The mean of each two by two pixels. */
export function halved(grey: Grey): Grey {
  return drawn(grey.rows / 2, grey.columns / 2, (row, column) => {
    const [top, left] = [2 * row, 2 * column];
    const block = [0, 1].flatMap((down) =>
      [0, 1].map((right) => [top + down, left + right] as const),
    );
    return block.reduce((sum, [down, right]) => sum + valueAt(grey, down, right) / 4, 0);
  });
}

/** Ten times as large, somewhere on a black canvas of 400 × 400; `at` says where. */
export function somewhere(digit: Grey, at: number): Grey {
  const random = randomStream(at, 'place');
  const [top, left] = [random.integer(0, 120), random.integer(0, 120)];
  return onCanvas(enlarged(digit, 10), 400, 400, top, left);
}

/** The same in black on white paper. */
export function onPaper(digit: Grey, at: number): Grey {
  return inverted(somewhere(digit, at));
}

/** Pixels of the side of the paper that digits are enlarged on. */
const PAPER = 280;

/** The longer side of enlarged ink, as a share of the paper's. */
const ZOOM = { least: 1 / 3, most: 1 };

/**
 * Enlarged smoothly to a size that is drawn, anywhere on white paper of 280 × 280 that holds its ink, in
 * black; `at` says how large and where.
 */
export function zoomed(digit: Grey, at: number): Grey {
  const random = randomStream(at, 'zoom');
  const box = inkBox(digit.values, digit.rows, digit.columns);
  const size = PAPER * (ZOOM.least + (ZOOM.most - ZOOM.least) * random.uniform());
  const zoom = size / Math.max(box.rows, box.columns);
  const start = (length: number) => (PAPER - zoom * length) * random.uniform();
  const [top, left] = [start(box.rows), start(box.columns)];
  const from = (place: number, first: number, begin: number) =>
    begin + (place + 0.5 - first) / zoom - 0.5;
  return inverted(
    drawn(PAPER, PAPER, (row, column) =>
      valueBetween(digit, from(row, top, box.top), from(column, left, box.left)),
    ),
  );
}

/** The value at a place between pixels' middles: of the four around it, the nearer the more. */
function valueBetween(grey: Grey, row: number, column: number): number {
  const [top, left] = [Math.floor(row), Math.floor(column)];
  const [down, right] = [row - top, column - left];
  const line = (at: number) =>
    (1 - right) * valueAt(grey, at, left) + right * valueAt(grey, at, left + 1);
  return (1 - down) * line(top) + down * line(top + 1);
}

/** Images of digits, made into pictures one by one, and prepared. */
export function preparedImages(
  images: LabelledImages,
  made: (digit: Grey, at: number) => Grey,
): LabelledImages {
  const { rows, columns } = images;
  const size = rows * columns;
  const pixels = new Uint8Array(images.pixels.length);
  for (let at = 0; at < images.count; at++) {
    const digit = greyOf(images.pixels.subarray(at * size, (at + 1) * size), rows, columns);
    const picture = pictureOf(made(digit, at));
    pixels.set(preparePicture(picture, rows, `image ${at}`).pixels, at * size);
  }
  return { ...images, pixels };
}

/** Under a lamp from one side that gives the other side half its light, and with grain. */
export function photographed(grey: Grey, grain: number, seed: number): Grey {
  const random = randomStream(seed, 'photograph');
  const angle = 2 * Math.PI * random.uniform();
  return drawn(grey.rows, grey.columns, (row, column) => {
    const [right, down] = [column / grey.columns - 0.5, row / grey.rows - 0.5];
    const lamp = 0.7 + 0.33 * (right * Math.cos(angle) + down * Math.sin(angle));
    return lamp * (0.1 + 0.9 * valueAt(grey, row, column)) + grain * random.normal();
  });
}

function valueAt({ rows, columns, values }: Grey, row: number, column: number): number {
  const inside = row >= 0 && row < rows && column >= 0 && column < columns;
  return inside ? (values[row * columns + column] as number) : 0;
}
