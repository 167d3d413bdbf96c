import { InputError } from '../../input/errors';
import type { Plane } from './plane';

/** A picture in colour, upright: what a file of it holds once it is unpacked. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  /** Red, green, blue and opacity, 0–255, row by row: [rows × columns × 4]. */
  readonly rgba: Uint8Array;
}

/** No more pixels are unpacked: 32 Mi, which take some 1.1 GB in the case of a JPEG. */
const LARGEST = 2 ** 25;

/**
 * Throws InputError where a picture declares more pixels than are read, or none. To be asked before
 * memory is taken; `name` is for messages.
 */
export function checkDeclared(rows: number, columns: number, name: string): void {
  if (rows === 0 || columns === 0)
    throw new InputError(`${name} declares ${columns} × ${rows} pixels: there is nothing in it`);
  if (rows * columns > LARGEST)
    throw new InputError(
      `${name} declares ${columns} × ${rows} pixels, more than the ${LARGEST} that are read: ` +
        'scale it down, or cut out what is to be recognised',
    );
}

/** Lightness that differs by less is of one ink. */
const ALIKE = 0.25;
/** The share of what is opaque that may differ from the one ink all the same. */
const STRAY = 0.01;

/**
 * How light each pixel is, 0 black … 1 white: 0.299 R + 0.587 G + 0.114 B (Rec. 601), laid on a ground
 * by its opacity. Where all that is opaque is of one ink, the opacity draws the picture, and the
 * ground is white under dark ink and black under bright. Else the colours draw it, and the ground is
 * of their median lightness: the paper goes on where it is transparent.
 */
export function lightness(picture: Picture): Plane {
  return laidOn(picture, groundUnder(picture.rgba));
}

/** How light each pixel is on a ground of this lightness, 0 … 1. */
export function laidOn({ rows, columns, rgba }: Picture, ground: number): Plane {
  const values = new Float32Array(rows * columns);
  for (let at = 0; at < values.length; at++) {
    const opacity = (rgba[4 * at + 3] as number) / 255;
    values[at] = opacity * luma(rgba, 4 * at) + (1 - opacity) * ground;
  }
  return { rows, columns, values };
}

function luma(rgba: Uint8Array, at: number): number {
  const [red, green, blue] = [rgba[at], rgba[at + 1], rgba[at + 2]] as [number, number, number];
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

function groundUnder(rgba: Uint8Array): number {
  const opacities = new Float64Array(256); // summed, by lightness
  for (let at = 0; at < rgba.length; at += 4) {
    const grey = Math.round(255 * luma(rgba, at));
    opacities[grey] = (opacities[grey] as number) + (rgba[at + 3] as number);
  }
  const total = sum(opacities);
  const upTo = (grey: number) => sum(opacities.subarray(0, grey + 1));
  const median = opacities.findIndex((_, grey) => upTo(grey) >= total / 2) / 255;
  const stray = sum(opacities.filter((_, grey) => Math.abs(grey / 255 - median) > ALIKE));
  if (stray > STRAY * total) return median;
  return median < 0.5 ? 1 : 0;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
