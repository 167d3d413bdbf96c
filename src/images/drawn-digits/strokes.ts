/** (x, y): x to the right, y down. */
export type Point = readonly [x: number, y: number];

/** One movement of the pen: straight from point to point, or a smooth curve through them. */
export interface Stroke {
  readonly kind: 'line' | 'curve';
  readonly points: readonly Point[];
}

/** The pen that draws a stroke, in pixels. */
export interface Pen {
  /** From the middle of the stroke to where it is half as bright. */
  readonly radius: number;
  /** Over which the edge fades from full to nothing. */
  readonly softness: number;
}

/** Straight pieces that stand for one piece of a curve. */
const PIECES = 5;

/** The stroke as a polyline; a curve is the uniform Catmull–Rom spline through its points. */
export function polyline({ kind, points }: Stroke): readonly Point[] {
  if (kind === 'line') return points;
  const at = (index: number) => points[Math.min(Math.max(index, 0), points.length - 1)] as Point;
  return points.flatMap((point, index) => {
    if (index === points.length - 1) return [point];
    const [before, next, after] = [at(index - 1), at(index + 1), at(index + 2)];
    return Array.from({ length: PIECES }, (_, piece): Point => {
      const t = piece / PIECES;
      return [
        spline(before[0], point[0], next[0], after[0], t),
        spline(before[1], point[1], next[1], after[1], t),
      ];
    });
  });
}

/** ½ (2p₁ + (p₂ − p₀)t + (2p₀ − 5p₁ + 4p₂ − p₃)t² + (3p₁ − p₀ − 3p₂ + p₃)t³) */
function spline(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const cubic = 3 * p1 - p0 - 3 * p2 + p3;
  const square = 2 * p0 - 5 * p1 + 4 * p2 - p3;
  return 0.5 * (2 * p1 + t * (p2 - p0 + t * (square + t * cubic)));
}

/**
 * How much ink each pixel gets, 0 … 1, from polylines in pixel coordinates (pixel (i, j) has its
 * middle at x = j + ½, y = i + ½): full within the pen's radius, fading over its softness, by the
 * distance to the nearest piece. [rows × columns].
 */
export function ink(
  lines: readonly (readonly Point[])[],
  rows: number,
  columns: number,
  { radius, softness }: Pen,
): Float32Array {
  const reach = radius + softness / 2;
  const nearest = new Float32Array(rows * columns).fill(reach * reach); // squared distance
  for (const points of lines) {
    for (let end = 1; end < points.length; end++) {
      const [from, to] = [points[end - 1] as Point, points[end] as Point];
      approach(nearest, rows, columns, from, to, reach);
    }
  }
  for (let at = 0; at < nearest.length; at++)
    nearest[at] = Math.min(1, (reach - Math.sqrt(nearest[at] as number)) / softness);
  return nearest;
}

/** Lowers the squared distances to that of the piece `from`–`to`, within its reach. */
function approach(
  nearest: Float32Array,
  rows: number,
  columns: number,
  [x0, y0]: Point,
  [x1, y1]: Point,
  reach: number,
): void {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length = dx * dx + dy * dy || 1;
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const bottom = Math.min(rows, Math.ceil(Math.max(y0, y1) + reach));
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const right = Math.min(columns, Math.ceil(Math.max(x0, x1) + reach));
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const x = column + 0.5 - x0;
      const y = row + 0.5 - y0;
      const along = Math.min(1, Math.max(0, (x * dx + y * dy) / length));
      const ax = x - along * dx;
      const ay = y - along * dy;
      const square = ax * ax + ay * ay;
      const at = row * columns + column;
      if (square < (nearest[at] as number)) nearest[at] = square;
    }
  }
}
