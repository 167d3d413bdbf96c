import type { Ends } from '../transform';
import { type Local, mapOf, start } from './squares';

/** Blocks along an axis of the upper map, and what they see of the lower one. */
export interface Axis {
  /** Places of a block. The last one may reach beyond the border, where there are none. */
  readonly side: number;
  /** Where what each block sees begins; all see equally many places, and none beyond the border. */
  readonly starts: readonly number[];
  readonly seen: number;
}

/** Blocks of `side` places along an axis; one that has all places sees all. */
function axisOf(side: number, above: number, below: number, transform: Local): Axis {
  if (side >= above) return { side: above, starts: [0], seen: below };
  const within = (place: number) => Math.max(0, Math.min(below, place));
  const ends = Array.from({ length: Math.ceil(above / side) }, (_, block) => {
    const last = Math.min(above, (block + 1) * side) - 1;
    return {
      first: within(start(block * side, above, below, transform)),
      end: within(start(last, above, below, transform) + transform.field),
    };
  });
  const seen = Math.max(...ends.map(({ first, end }) => end - first));
  return { side, seen, starts: ends.map(({ first }) => Math.min(first, below - seen)) };
}

/** The blocks along rows and columns. */
export function axesOf({ from, to, transform }: Ends<Local>, side: number): readonly [Axis, Axis] {
  const [below, above] = [mapOf(from), mapOf(to)];
  return [
    axisOf(side, above.rows, below.rows, transform),
    axisOf(side, above.columns, below.columns, transform),
  ];
}

/** How many blocks there are, and how many units each sees and has. */
export function sizeOf(ends: Ends<Local>, [rows, columns]: readonly [Axis, Axis]) {
  return {
    count: rows.starts.length * columns.starts.length,
    seen: rows.seen * columns.seen * mapOf(ends.from).channels,
    units: rows.side * columns.side * mapOf(ends.to).channels,
  };
}

/** The side, in places, of the blocks that are multiplied fastest. */
export function cheapest(ends: Ends<Local>): number {
  const { rows, columns } = mapOf(ends.to);
  const sides = Array.from({ length: Math.max(rows, columns) }, (_, at) => at + 1);
  const costs = sides.map((side) => cost(sizeOf(ends, axesOf(ends, side))));
  return costs.indexOf(Math.min(...costs)) + 1;
}

/** What a number that is copied costs beside a multiply-add, and what a product costs besides, in units. */
const COPIED = 45;
const BESIDES = 30;

/**
 * What a row costs, in multiply-adds. The two constants were fitted to products of 200 rows in blocks of 4,
 * 8 and 16 places and in one, of maps of 32 × 32 × 3 with fields of 11.
 */
function cost({ count, seen, units }: ReturnType<typeof sizeOf>): number {
  if (count === 1) return seen * units;
  return count * (seen * (units + BESIDES) + COPIED * (seen + units));
}
