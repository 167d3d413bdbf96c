import { InputError } from '../engine/errors';
import { centred } from './centred';
import { inkOf } from './ink';
import { type Box, inkBox } from './ink-box';
import { lightness } from './lightness';
import type { Picture } from './picture';
import type { Plane } from './plane';
import { resample } from './resample';
import { standingOut } from './standing-out';

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
