import type { Place } from './pushed-apart';

/** A frame that shows points with both axes to one scale. */
export interface EvenGround {
  /** Domains of the axes. */
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  /** From numbers to pixels from the frame's top left, and back. */
  readonly pixels: (point: Place) => Place;
  readonly point: (pixels: Place) => Place;
}

/** Points fill this share of the frame, one way or the other. */
const FILLED = 1 / 1.2;

/** The frame of so many pixels in whose middle all points lie, as large as they can be. */
export function evenGround(
  points: readonly Place[],
  { width, height }: { readonly width: number; readonly height: number },
): EvenGround {
  const across = spanOf(points.map(({ x }) => x));
  const up = spanOf(points.map(({ y }) => y));
  const unit = Math.max(across.length / width, up.length / height) / FILLED || 1; // to a pixel
  const left = across.middle - (unit * width) / 2;
  const top = up.middle + (unit * height) / 2;
  return {
    x: [left, left + unit * width],
    y: [top - unit * height, top],
    pixels: ({ x, y }) => ({ x: (x - left) / unit, y: (top - y) / unit }),
    point: ({ x, y }) => ({ x: left + unit * x, y: top - unit * y }),
  };
}

function spanOf(values: readonly number[]) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { middle: (low + high) / 2, length: high - low };
}
