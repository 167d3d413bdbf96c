import { remembered } from '../../../engine/remembered';
import type { MapShape } from '../../layer';
import type { Ends } from '../transform';
import { type Local, mapOf, squaresOf, target } from './squares';
import { type Axis, axesOf, cheapest, sizeOf } from './tiling';

/**
 * Neighbouring places that are multiplied together, for speed alone. A block has a rectangle of the upper
 * map and sees one of the lower map, all that its places see: fewer and larger products, with zeros where
 * a place does not see what another one does. All blocks are equally large.
 */
export interface Blocks {
  readonly count: number;
  readonly rows: Axis;
  readonly columns: Axis;
  readonly below: MapShape;
  /** Units of the lower map that each block sees. */
  readonly seen: number;
  readonly above: MapShape;
  /** Units of the upper map that each block has, those beyond the border counted. */
  readonly units: number;
  /**
   * Which of the connection's squares, each place's one by one, joins a unit that is seen to a place; where none
   * does, their number:
   * [count × seen × places of a block]. The weights into all channels of a place lie together.
   */
  readonly squares: Int32Array;
  /** Where among these each square is; their number where it lies beyond the border: [places × units in a square]. */
  readonly joins: Int32Array;
  /** Where a unit leaves itself out: 1 for each weight, and 0 where it would join a unit to itself. */
  readonly others?: Float32Array;
}

/** How the places of a connection are multiplied; drawn up once for each. */
export const blocksOf = remembered((ends: Ends<Local>) => blocksOfSide(ends, cheapest(ends)));

/** Blocks of `side` × `side` places. */
export function blocksOfSide(ends: Ends<Local>, side: number): Blocks {
  const [rows, columns] = axesOf(ends, side);
  const [below, above] = [mapOf(ends.from), mapOf(ends.to)];
  const { count, seen, units } = sizeOf(ends, [rows, columns]);
  const { from, seen: inSquare } = squaresOf(ends);
  const places = rows.side * columns.side;
  const squares = new Int32Array(count * seen * places).fill(from.length);
  const joins = new Int32Array(from.length).fill(squares.length);
  for (const [square, unit] of from.entries()) {
    if (unit < 0) continue;
    const place = Math.floor(square / inSquare);
    const [row, column] = [Math.floor(place / above.columns), place % above.columns];
    const [across, along] = [Math.floor(row / rows.side), Math.floor(column / columns.side)];
    const own = (row % rows.side) * columns.side + (column % columns.side);
    const length = below.columns * below.channels;
    const rowSeen = Math.floor(unit / length) - (rows.starts[across] as number);
    const unitSeen = (unit % length) - (columns.starts[along] as number) * below.channels;
    const block = across * columns.starts.length + along;
    const at = (block * seen + rowSeen * columns.seen * below.channels + unitSeen) * places + own;
    squares[at] = square;
    joins[square] = at;
  }
  const blocks = { count, rows, columns, below, seen, above, units, squares, joins };
  return ends.transform.self === false ? { ...blocks, others: othersOf(ends) } : blocks;
}

function othersOf(ends: Ends<Local>): Float32Array {
  const { from, channels } = squaresOf(ends);
  return Float32Array.from({ length: from.length * channels }, (_, weight) =>
    target(weight, ends) === undefined ? 0 : 1,
  );
}
