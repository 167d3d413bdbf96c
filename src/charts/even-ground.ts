/** A frame that shows points with both axes to one scale. */
export interface EvenGround {
  /** Domains of the axes. */
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  /** From numbers to pixels from the frame's top left, and back. */
  readonly pixels: (point: PlotPoint) => PlotPoint;
  readonly point: (pixels: PlotPoint) => PlotPoint;
}

/** Points fill this share of the frame, one way or the other. */
const FILLED = 1 / 1.2;

/** The frame of so many pixels in whose middle all points lie, as large as they can be. */
export function evenGround(
  points: readonly PlotPoint[],
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

/** A place in a plane, or on paper in pixels. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
}

/** More rounds move nothing that is seen. */
const ROUNDS = 200;

/**
 * Places for round labels of one size, near to where they belong: wherever two are closer than
 * `distance`, both give way, by half of what is missing, until none is or there is no room.
 */
export function pushedApart(places: readonly PlotPoint[], distance: number): PlotPoint[] {
  const moved = places.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round++) {
    let crowded = false;
    for (const [at, one] of moved.entries())
      for (const [before, other] of moved.slice(0, at).entries()) {
        const [across, down] = [one.x - other.x, one.y - other.y];
        const apart = Math.hypot(across, down);
        if (apart >= distance) continue;
        crowded = true;
        // Those in the very same place have no direction to part in: each is given its own.
        const turn = apart > 0 ? Math.atan2(down, across) : at + before;
        const step = (distance - apart) / 2 + 0.01;
        one.x += step * Math.cos(turn);
        one.y += step * Math.sin(turn);
        other.x -= step * Math.cos(turn);
        other.y -= step * Math.sin(turn);
      }
    if (!crowded) break;
  }
  return moved;
}
