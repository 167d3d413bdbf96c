import type { Ends } from '../transform';
import { type Local, mapOf, start } from './squares';

/** A stretch of an axis: its first place, and how many there are. */
export interface Stretch {
  readonly first: number;
  readonly length: number;
}

/** Blocks along an axis: the places they have, and those they see. */
interface Axis {
  readonly places: readonly Stretch[];
  readonly seen: readonly Stretch[];
}

/** Blocks of `side` places along an axis; one that has all places sees all. */
function axisOf(side: number, above: number, below: number, transform: Local): Axis {
  const places = Array.from({ length: Math.ceil(above / side) }, (_, block) => {
    const first = block * side;
    return { first, length: Math.min(side, above - first) };
  });
  const seen = places.map(({ first, length }) => {
    if (length === above) return { first: 0, length: below };
    const from = Math.max(0, start(first, above, below, transform));
    const last = start(first + length - 1, above, below, transform) + transform.field;
    return { first: from, length: Math.max(0, Math.min(below, last) - from) };
  });
  return { places, seen };
}

/** The blocks along rows and columns. */
export function axesOf({ from, to, transform }: Ends<Local>, side: number): readonly [Axis, Axis] {
  const [below, above] = [mapOf(from), mapOf(to)];
  return [
    axisOf(side, above.rows, below.rows, transform),
    axisOf(side, above.columns, below.columns, transform),
  ];
}

/** The longest of some stretches. */
function longest(stretches: readonly Stretch[]): number {
  return Math.max(...stretches.map(({ length }) => length));
}

/** How many blocks there are, and how many units each sees and has. */
export function sizeOf(ends: Ends<Local>, [rows, columns]: readonly [Axis, Axis]) {
  const [below, above] = [mapOf(ends.from), mapOf(ends.to)];
  return {
    count: rows.places.length * columns.places.length,
    seen: longest(rows.seen) * longest(columns.seen) * below.channels,
    units: longest(rows.places) * longest(columns.places) * above.channels,
  };
}

/** The side, in places, of the blocks that are multiplied fastest. */
export function cheapest(ends: Ends<Local>): number {
  const { rows, columns } = mapOf(ends.to);
  const sides = Array.from({ length: Math.max(rows, columns) }, (_, at) => at + 1);
  const costs = sides.map((side) => cost(sizeOf(ends, axesOf(ends, side))));
  return costs.indexOf(Math.min(...costs)) + 1;
}

/** What a number that is copied costs beside a multiply-add: 150, as measured over nine shapes of maps. */
const COPIED = 150;

/** What a row costs, in multiply-adds. */
function cost({ count, seen, units }: ReturnType<typeof sizeOf>): number {
  return count * seen * units + (count === 1 ? 0 : COPIED * count * (seen + units));
}
