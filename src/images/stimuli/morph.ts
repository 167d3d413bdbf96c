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

/**
 * The squared Euclidean distance of each pixel's middle to that of the nearest one for which `marked`
 * is not 0, in pixels², exactly: [rows × columns]. Infinity everywhere where none is marked.
 *
 * Down every column first, then along every row. Source: P. F. Felzenszwalb and D. P. Huttenlocher
 * (2012), Distance Transforms of Sampled Functions, Theory of Computing 8, 415–428.
 */
export function squaredDistances(
  marked: ArrayLike<number>,
  rows: number,
  columns: number,
): Float64Array {
  // A number that no distance in an image reaches, as the envelope takes differences of heights.
  const nowhere = 4 * (rows * rows + columns * columns);
  const distances = Float64Array.from(marked, (mark) => (mark ? 0 : nowhere));
  const downEach = lineTransform(rows);
  for (let column = 0; column < columns; column++) downEach(distances, column, columns);
  const alongEach = lineTransform(columns);
  for (let row = 0; row < rows; row++) alongEach(distances, row * columns, 1);
  return distances.map((square) => (square < nowhere ? square : Number.POSITIVE_INFINITY));
}

/**
 * Changes a line of `count` heights f, `pitch` apart from `first` on, into min over q of
 * (p − q)² + f(q) at each place p: the lower envelope of one parabola a place.
 */
function lineTransform(count: number) {
  const heights = new Float64Array(count);
  /** The parabolas of the envelope from left to right, and where each begins to be the lowest. */
  const parabolas = new Int32Array(count);
  const begins = new Float64Array(count);
  /** Where the parabolas at q and, left of it, at `before` have the same height. */
  const crossing = (before: number, q: number) =>
    ((heights[q] as number) + q * q - (heights[before] as number) - before * before) /
    (2 * (q - before));
  return (all: Float64Array, first: number, pitch: number): void => {
    for (let place = 0; place < count; place++)
      heights[place] = all[first + place * pitch] as number;
    let last = 0;
    begins[0] = Number.NEGATIVE_INFINITY;
    parabolas[0] = 0;
    for (let q = 1; q < count; q++) {
      let begin = crossing(parabolas[last] as number, q);
      while (begin <= (begins[last] as number)) begin = crossing(parabolas[--last] as number, q);
      parabolas[++last] = q;
      begins[last] = begin;
    }
    for (let [place, at] = [0, 0]; place < count; place++) {
      while (at < last && (begins[at + 1] as number) < place) at++;
      const q = parabolas[at] as number;
      all[first + place * pitch] = (place - q) ** 2 + (heights[q] as number);
    }
  };
}
