import { atBorder, levelBelow, ofSorted, type Plane, peak } from './plane';
import type { Standing } from './standing-out';

/** What stands out by less is no ink. */
const LEAST = 0.1;
/** A pixel of less than this share of full ink is none: in uneven light, rules and edges of shadows. */
const FAINT = { even: 0.1, uneven: 0.35 };
/** Standard deviations of noise: what ink must stand out by, and what is cut from it. */
const NOISE = { out: 4, cut: 4 };
/** A part without a pixel of this share of full ink is an edge or a shadow. */
const STRONG = 0.6;
/** A part with less than this share of the largest part's ink is a speck. */
const SPECK = 0.02;
/** The largest part has as many pixels as this share of the longer side, or all are grain. */
const SMALLEST = 1 / 25;
/** Standard deviation of normal numbers over their median absolute deviation. */
const OF_NORMAL = 1 / 0.6745;

/**
 * How much ink is on each pixel, 0 … 1 (the median of what is ink), without noise, specks and
 * shadows, and, in uneven light, without what reaches the border, as the edge of the paper does,
 * unless nothing else is there. Undefined where nothing stands out.
 */
export function inkOf({ standing, uneven }: Standing): Plane | undefined {
  const { rows, columns, values } = standing;
  const sorted = values.slice().sort();
  const top = peak(sorted);
  const { middle, noise } = groundOf(standing, sorted, uneven);
  if (top < middle + Math.max(LEAST, NOISE.out * noise)) return;
  const full = ofSorted(
    sorted.filter((value) => value >= top / 2),
    0.5,
  );
  const least = Math.min(
    Math.max((uneven ? FAINT.uneven : FAINT.even) * full, middle + NOISE.cut * noise),
    full / 2,
  );
  const parts = drawn(standing, least, STRONG * full, uneven);
  if (parts.every(({ length }) => length < SMALLEST * Math.max(rows, columns))) return;
  const ink = new Float32Array(values.length);
  for (const at of parts.flat()) ink[at] = Math.min(1, (values[at] as number) / full);
  return { ...standing, values: ink };
}

/**
 * How far the ground itself stands out, and its noise. Most of a picture is ground, unless half of it stands
 * out in even light, as where a bold digit fills the picture: then the border is.
 */
function groundOf(standing: Plane, sorted: Float32Array, uneven: boolean) {
  const filled = !uneven && ofSorted(sorted, 0.5) >= LEAST;
  const ground = filled ? standing.values.filter((_, at) => atBorder(standing, at)).sort() : sorted;
  const middle = ofSorted(ground, 0.5);
  const differences = ground.map((value) => Math.abs(value - middle));
  return { middle, noise: OF_NORMAL * levelBelow(differences, 0.5) };
}

/** The parts that were drawn, and not specks, shadows, or the edge of the paper. */
function drawn(standing: Plane, least: number, strong: number, uneven: boolean): number[][] {
  const value = (at: number) => standing.values[at] as number;
  const parts = connected(standing, least).filter((part) => part.some((at) => value(at) >= strong));
  const inner = parts.filter((part) => !part.some((at) => atBorder(standing, at)));
  const chosen = uneven && inner.length > 0 ? inner : parts;
  const amounts = chosen.map((part) => part.reduce((sum, at) => sum + value(at), 0));
  const largest = amounts.reduce((most, amount) => Math.max(most, amount), 0);
  return chosen.filter((_, part) => (amounts[part] as number) >= SPECK * largest);
}

/** The parts of a plane that hang together, corners included: pixels of at least `least`. */
function connected({ rows, columns, values }: Plane, least: number): number[][] {
  const left = values.map((value) => (value >= least ? 1 : 0));
  const parts: number[][] = [];
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue;
    left[start] = 0;
    const part = [start];
    for (let next = 0; next < part.length; next++) {
      const [row, column] = [
        Math.floor((part[next] as number) / columns),
        (part[next] as number) % columns,
      ];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          if (left[y * columns + x] === 0) continue;
          left[y * columns + x] = 0;
          part.push(y * columns + x);
        }
      }
    }
    parts.push(part);
  }
  return parts;
}
