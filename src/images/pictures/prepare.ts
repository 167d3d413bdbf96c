import { InputError } from '../../input/errors';
import type { ImageShape } from '../labelled-images';
import { inkOf } from './ink';
import { lightness, type Picture } from './picture';
import type { Plane } from './plane';
import { type Box, inkBox, resample } from './resample';
import { standingOut } from './standing-out';

/** Whether pictures for a network of such images are prepared by their ink. */
export function isInk({ rows, columns, channels }: ImageShape): boolean {
  return rows === columns && channels === 1;
}

/** A picture as a network sees it, and what was done to it. */
export interface Prepared {
  /** Grey values 0–255, bright ink on black: [side × side]. */
  readonly pixels: Uint8Array;
  /** Whether ink was dark on light ground, and was inverted. */
  readonly inverted: boolean;
  /** Whether the light was uneven, and was evened. */
  readonly evened: boolean;
  /** Where the ink is in the picture, in its pixels. */
  readonly ink: Box;
}

/** Pixels of the longer side; what is larger is made smaller before ink is looked for. */
const LONGEST = 400;

/** The longer side of a digit as a share of the picture's, in MNIST. */
const SHARE = 20 / 28;

/**
 * A picture prepared as MNIST was (LeCun, Cortes and Burges, yann.lecun.com/exdb/mnist): its ink,
 * found on whatever ground, is fitted into 20 × 20 pixels with its aspect kept, anti-aliased, and
 * centred by mass in 28 × 28; on another `side`, in proportion. `name` is for messages.
 * Throws InputError where there is nothing in the picture.
 */
export function preparePicture(picture: Picture, side: number, name: string): Prepared {
  const small = shrunk(lightness(picture));
  const standing = standingOut(small);
  const ink = inkOf(standing);
  if (!ink) throw new InputError(`${name} is blank: nothing stands out from its ground`);
  const box = inkBox(ink.values, ink.rows, ink.columns);
  const zoom = Math.max(1, Math.round(SHARE * side)) / Math.max(box.rows, box.columns);
  const scaled = (length: number) => Math.max(1, Math.round(length * zoom));
  const fitted = resample(ink, box, scaled(box.rows), scaled(box.columns));
  return {
    pixels: centred(fitted, side),
    inverted: standing.dark,
    evened: standing.uneven,
    ink: enlarged(box, picture.rows / small.rows, picture.columns / small.columns),
  };
}

function shrunk(plane: Plane): Plane {
  const { rows, columns } = plane;
  const zoom = LONGEST / Math.max(rows, columns);
  if (zoom >= 1) return plane;
  const scaled = (length: number) => Math.max(1, Math.round(length * zoom));
  return resample(plane, { top: 0, left: 0, rows, columns }, scaled(rows), scaled(columns));
}

function enlarged({ top, left, rows, columns }: Box, down: number, across: number): Box {
  return {
    top: Math.round(top * down),
    left: Math.round(left * across),
    rows: Math.round(rows * down),
    columns: Math.round(columns * across),
  };
}

/**
 * Ink on a square of `side` pixels, as bytes: its centre of mass is put on pixel side / 2 (pixel 14
 * of 28, as in MNIST), by whole pixels, and as near to it as the square has room. [side × side]
 */
function centred({ rows, columns, values }: Plane, side: number): Uint8Array {
  let [mass, down, right] = [0, 0, 0];
  for (const [at, value] of values.entries()) {
    mass += value;
    down += value * Math.floor(at / columns);
    right += value * (at % columns);
  }
  const start = (centre: number, length: number) =>
    Math.min(Math.max(Math.round(side / 2 - centre), 0), side - length);
  const [top, left] = [start(down / mass, rows), start(right / mass, columns)];
  const pixels = new Uint8Array(side * side);
  for (const [at, value] of values.entries()) {
    const [row, column] = [top + Math.floor(at / columns), left + (at % columns)];
    pixels[row * side + column] = Math.round(255 * value);
  }
  return pixels;
}
