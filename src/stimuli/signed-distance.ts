import { squaredDistances } from './distance-transform';

/**
 * How deep each pixel lies in a shape, in pixels, below 0 outside: the distance to the nearest pixel
 * on the other side, less the half pixel to the edge between. No pixel is deeper or further than the
 * image's diagonal, which is what all are of a shape that is empty or everywhere. [rows × columns].
 */
export function signedDistances(
  shape: ArrayLike<number>,
  rows: number,
  columns: number,
): Float64Array {
  const furthest = Math.hypot(rows, columns);
  const others = Uint8Array.from(shape, (inside) => (inside ? 0 : 1));
  const outside = squaredDistances(shape, rows, columns);
  const depths = squaredDistances(others, rows, columns);
  return depths.map((depth, at) => {
    const distance = (square: number) => Math.min(furthest, Math.sqrt(square) - 0.5);
    return shape[at] ? distance(depth) : -distance(outside[at] as number);
  });
}
