import * as tf from '../../../engine/ops';
import { remembered } from '../../../engine/remembered';
import type { MapShape } from '../../layer';
import type { Ends } from '../transform';
import { type Local, mapOf, squaresOf, target } from './squares';
import { axesOf, cheapest, type Stretch, sizeOf } from './tiling';

/**
 * Neighbouring places that are multiplied together, for speed alone. What a block sees, all that its
 * places see, is copied once, and its places share the matrix: fewer and larger products, with zeros
 * where a place does not see what another one does. All indices are -1 where there is nothing.
 */
export interface Blocks {
  readonly count: number;
  /** The units of the lower map that each block sees: [count × seen]. */
  readonly below: Int32Array;
  readonly seen: number;
  /** The units of the upper map that each block has: [count × units]. */
  readonly above: Int32Array;
  readonly units: number;
  /** The weight that joins two, in its place among the connection's: [count × seen × units]. */
  readonly weights: Int32Array;
  /** Where the matrices hold each weight: nowhere, where it joins nothing. */
  readonly placesOfWeights: Positions;
  /** Where each unit of the lower map is seen, and where each of the upper map lies. */
  readonly placesBelow: Positions;
  readonly placesAbove: Positions;
}

/** How the places of a connection are multiplied; drawn up once for each. */
export const blocksOf = remembered((ends: Ends<Local>) => blocksOfSide(ends, cheapest(ends)));

/** Blocks of `side` × `side` places. */
export function blocksOfSide(ends: Ends<Local>, side: number): Blocks {
  const [rows, columns] = axesOf(ends, side);
  const { count, seen, units } = sizeOf(ends, [rows, columns]);
  const below = unitsOf(rows.seen, columns.seen, mapOf(ends.from), seen);
  const above = unitsOf(rows.places, columns.places, mapOf(ends.to), units);
  const weights = new Int32Array(count * seen * units).fill(-1);
  for (let block = 0; block < count; block++) {
    const rowOf = new Map<number, number>();
    for (let row = 0; row < seen; row++) rowOf.set(below[block * seen + row] as number, row);
    for (let column = 0; column < units; column++)
      for (const [lower, weight] of weightsInto(above[block * units + column] as number, ends))
        weights[(block * seen + (rowOf.get(lower) as number)) * units + column] = weight;
  }
  return {
    count,
    below,
    seen,
    above,
    units,
    weights,
    placesOfWeights: placesOf(weights, squaresOf(ends).from.length * squaresOf(ends).channels),
    placesBelow: placesOf(below, ends.from.units),
    placesAbove: placesOf(above, ends.to.units),
  };
}

/** The units of rectangles, block by block, each filled up with -1 to `size`: [blocks × size]. */
function unitsOf(
  rows: readonly Stretch[],
  columns: readonly Stretch[],
  map: MapShape,
  size: number,
): Int32Array {
  const units = new Int32Array(rows.length * columns.length * size).fill(-1);
  for (const [across, high] of rows.entries())
    for (const [along, wide] of columns.entries()) {
      let at = (across * columns.length + along) * size;
      for (let row = high.first; row < high.first + high.length; row++)
        for (let unit = 0; unit < wide.length * map.channels; unit++)
          units[at++] = (row * map.columns + wide.first) * map.channels + unit;
    }
  return units;
}

/** What a unit sees, and the places of the weights that join it to that. */
function* weightsInto(unit: number, ends: Ends<Local>): Generator<readonly [number, number]> {
  if (unit < 0) return;
  const { seen, channels, from } = squaresOf(ends);
  const square = Math.floor(unit / channels) * seen;
  for (let at = square; at < square + seen; at++) {
    const weight = at * channels + (unit % channels);
    if (target(weight, ends) !== undefined) yield [from[at] as number, weight];
  }
}

/** Where each of some things lies among others: as many places for each, -1 where it has fewer. */
export interface Positions {
  readonly most: number;
  /** [things × most]. */
  readonly places: Int32Array;
}

/** Where the things 0 … `things` - 1 lie in a list of them that may name one often, or -1. */
function placesOf(list: Int32Array, things: number): Positions {
  const counts = new Int32Array(things);
  for (const thing of list) if (thing >= 0) counts[thing] = (counts[thing] as number) + 1;
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const places = new Int32Array(things * most).fill(-1);
  counts.fill(0);
  for (const [at, thing] of list.entries()) {
    if (thing < 0) continue;
    const before = counts[thing] as number;
    places[thing * most + before] = at;
    counts[thing] = before + 1;
  }
  return { most, places };
}

/** The rows of a tensor in this order: zeros where it says -1. How many columns there are may differ. */
export function taken<T extends tf.Tensor>(rows: T, order: Int32Array): T {
  if (isAll(order, rows.shape[0] as number)) return rows;
  if (!order.includes(-1)) return tf.gather(rows, tf.tensor1d(order, 'int32'));
  const nothing = rows.shape[0] as number;
  const indices = order.map((row) => (row < 0 ? nothing : row));
  const padding = rows.shape.map((_, axis): [number, number] => [0, axis === 0 ? 1 : 0]);
  return tf.gather(tf.pad(rows, padding), tf.tensor1d(indices, 'int32'));
}

/** Whether an order leaves all as they are. */
function isAll(order: Int32Array, count: number): boolean {
  return order.length === count && order.every((row, at) => row === at);
}
