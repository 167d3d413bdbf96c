import { signedDistances } from './signed-distance';

/**
 * What lies between two grey images [rows × columns] of 0 … 255: at share 0 the first, at share 1 the
 * other, exactly, and no jump between.
 *
 * Each grey level l has a shape, the pixels that are at least as bright, with signed distances
 * `φ_l` in pixels (above 0 inside). Between, a level covers of a pixel the share
 * `c_l = clip(½ + (1 − s) φ_l(first) + s φ_l(other), 0, 1)`, and the pixel's grey is the sum of c_l
 * over the levels 1 … 255. As φ is ½ or more inside and −½ or less outside, c_l is 1 or 0 at both
 * ends. A level's cover of a pixel only grows, or only shrinks, with the share.
 *
 * Source: S. P. Raya and J. K. Udupa (1990), Shape-Based Interpolation of Multidimensional Objects,
 * IEEE Trans. Med. Imaging 9, 32–42, for shapes; a grey image is taken as the pile of its levels.
 */
export function morph(
  first: ArrayLike<number>,
  other: ArrayLike<number>,
  rows: number,
  columns: number,
): (share: number) => Float64Array {
  const [greys, otherGreys] = [greysOf(first), greysOf(other)];
  const shapes = levelShapes(first, greys, rows, columns);
  const otherShapes = levelShapes(other, otherGreys, rows, columns);
  // Between two greys that occur, all levels have the same shape: they weigh as one.
  const levels = [...new Set([...greys, ...otherGreys])].sort((one, next) => one - next);
  const piles = levels.map((level, at) => ({
    weight: level - (levels[at - 1] ?? 0),
    from: shapes(level),
    to: otherShapes(level),
  }));
  return (share) => {
    const morphed = new Float64Array(rows * columns);
    for (const { weight, from, to } of piles)
      for (let pixel = 0; pixel < morphed.length; pixel++) {
        const depth = (1 - share) * (from[pixel] as number) + share * (to[pixel] as number);
        if (depth > -0.5)
          morphed[pixel] = (morphed[pixel] as number) + weight * Math.min(1, 0.5 + depth);
      }
    return morphed;
  };
}

/** The greys above 0 that occur, from dark to bright. */
function greysOf(pixels: ArrayLike<number>): number[] {
  return [...new Set(Array.from(pixels))]
    .filter((grey) => grey > 0)
    .sort((one, next) => one - next);
}

/** The signed distances of the shape of any level, each computed once. */
function levelShapes(
  pixels: ArrayLike<number>,
  greys: readonly number[],
  rows: number,
  columns: number,
): (level: number) => Float64Array {
  const shapeOf = (level: number) =>
    signedDistances(
      Uint8Array.from(pixels, (grey) => Number(grey >= level)),
      rows,
      columns,
    );
  const shapes = new Map(greys.map((grey) => [grey, shapeOf(grey)]));
  const nothing = shapeOf(Number.POSITIVE_INFINITY);
  return (level) => shapes.get(greys.find((grey) => grey >= level) ?? 0) ?? nothing;
}
