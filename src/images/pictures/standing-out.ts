import { atBorder, levelBelow, meanAround, type Plane } from './plane';

/** Light is even where nine tenths of the border differ by less than this. */
const EVEN = 0.1;
/** As it is where a drawing has one ground: so much of the border, and of each side, is of one level, to so much. */
const FLAT = { border: 3 / 5, side: 1 / 4, within: 2 / 255 };
/** How far a stroke's surroundings reach, as a share of the longer side. */
const AROUND = 1 / 5;
/** Strokes are narrower than twice this share. */
const STROKE = 1 / 10;
/** How far grain is averaged, so that its brightest do not pass for the ground. */
const GRAIN = 1 / 400;

/** A picture's ink, apart from its ground. */
export interface Standing {
  /** How far each pixel stands out from the ground: 0 not at all, 1 as far as can be. */
  readonly standing: Plane;
  /** Whether ink is dark on light ground, as on paper, and not bright on dark. */
  readonly dark: boolean;
  /** Whether the light was uneven. */
  readonly uneven: boolean;
}

/**
 * What stands out from the ground of a picture. Where its border is even, the ground is as light as
 * the border; else it is the picture's closing, which follows lamps, shadows and the edge of the paper
 * and fills strokes up. Ink is dark or bright as what differs most from its surroundings is.
 */
export function standingOut(lightness: Plane): Standing {
  const border = lightness.values.filter((_, at) => atBorder(lightness, at));
  const level = levelBelow(border, 0.5);
  const uneven =
    levelBelow(border, 0.95) - levelBelow(border, 0.05) > EVEN && !isFlat(lightness, level);
  const even = (value: number) => new Float32Array(lightness.values.length).fill(value);
  const around = uneven ? meanAround(lightness, pixels(AROUND, lightness)) : even(level);
  const dark = leaning(lightness.values, around) <= 0;
  const picture = dark ? lightness : negative(lightness);
  const ground = uneven ? strokesFilled(picture) : even(dark ? level : 1 - level);
  const values = standingFrom(picture.values, ground, dark);
  return { standing: { ...lightness, values }, dark, uneven };
}

/**
 * Whether the border is of one level, but for ink that reaches it. A photograph's is not, nor one along which
 * the edge of the paper runs.
 */
function isFlat({ rows, columns, values }: Plane, level: number): boolean {
  const side = (first: number, step: number, length: number) =>
    Array.from({ length }, (_, at) => values[first + at * step] as number);
  const [left, right] = [side(0, columns, rows), side(columns - 1, columns, rows)];
  const [top, bottom] = [side(0, 1, columns), side((rows - 1) * columns, 1, columns)];
  const share = (some: readonly number[]) =>
    some.filter((value) => Math.abs(value - level) <= FLAT.within).length / some.length;
  const sides = [top, bottom, left, right];
  return sides.every((one) => share(one) >= FLAT.side) && share(sides.flat()) >= FLAT.border;
}

/** How light the ground is at each pixel of a picture with dark ink. */
function strokesFilled(picture: Plane): Float32Array {
  const smoothed = meanAround(picture, Math.floor(GRAIN * Math.max(picture.rows, picture.columns)));
  return closing({ ...picture, values: smoothed }, pixels(STROKE, picture));
}

function pixels(share: number, { rows, columns }: Plane): number {
  return Math.ceil(share * Math.max(rows, columns));
}

/** Below 0 where what differs most is darker, above 0 where it is lighter: the sum of cubes. */
function leaning(values: Float32Array, ground: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    const difference = (values[at] as number) - (ground[at] as number);
    sum += difference * difference * difference;
  }
  return sum;
}

/**
 * How far dark ink stands out from its ground, or bright ink in the negative. Light multiplies: of dark
 * ink 1 − its lightness over the ground's, which is the same under any lamp; of bright ink, whose
 * ground is dark, the difference.
 */
function standingFrom(values: Float32Array, ground: Float32Array, dark: boolean): Float32Array {
  return values.map((value, at) => {
    const under = ground[at] as number;
    const out = Math.max(0, under - value);
    return dark && out > 0 ? out / under : out;
  });
}

function negative(plane: Plane): Plane {
  return { ...plane, values: plane.values.map((value) => 1 - value) };
}

/**
 * The morphological closing of a plane by a square that reaches `reach` pixels each way: the least of
 * the greatest around each pixel. What is darker than all around it and narrower than the square is
 * filled up; edges and slopes of what is wider stay where they are. [rows × columns]
 */
function closing({ rows, columns, values }: Plane, reach: number): Float32Array {
  const greatest = ofSquares(values, rows, columns, reach);
  return ofSquares(
    greatest.map((value) => -value),
    rows,
    columns,
    reach,
  ).map((value) => -value);
}

/** The greatest value in the square around each pixel, as far as the plane goes. */
function ofSquares(values: Float32Array, rows: number, columns: number, reach: number) {
  return ofLines(ofLines(values, columns, reach), rows, reach);
}

/**
 * The greatest value within `reach` along lines of `length` pixels; rows and columns are swapped, so
 * that twice makes it good. Of what may yet be the greatest, a falling list of places is kept (Lemire,
 * Streaming maximum-minimum filter, arXiv:cs/0610046).
 */
function ofLines(values: Float32Array, length: number, reach: number): Float32Array {
  const lines = values.length / length;
  const found = new Float32Array(values.length);
  const places = new Int32Array(length);
  for (let line = 0; line < lines; line++) {
    const at = (place: number) => values[line * length + place] as number;
    const placed = (index: number) => places[index] as number;
    let [first, end] = [0, 0]; // of the list
    for (let ahead = 0; ahead < length + reach; ahead++) {
      if (ahead < length) {
        while (end > first && at(placed(end - 1)) <= at(ahead)) end--;
        places[end++] = ahead;
      }
      const place = ahead - reach;
      if (place < 0) continue;
      while (placed(first) < place - reach) first++;
      found[place * lines + line] = at(placed(first));
    }
  }
  return found;
}
