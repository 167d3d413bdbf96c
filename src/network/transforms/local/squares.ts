import { remembered } from '../../../engine/remembered';
import type { Layer, MapShape } from '../../layer';
import type { Ends } from '../transform';

/** Which units each place of a map sees. */
export interface Squares {
  /** Places that see. */
  readonly places: number;
  /** Units in a square, those beyond the border counted. */
  readonly seen: number;
  /** Channels of a place that sees. */
  readonly channels: number;
  /** The units of each square, -1 beyond the border: [places × seen]. */
  readonly from: Int32Array;
}

/** The squares of a connection; drawn up once for each. */
export const squaresOf = remembered(drawnUp);

/** Where, along an axis, the square of one of `above` places begins among `below` places. */
export function start(
  place: number,
  above: number,
  below: number,
  { field, fields }: Local,
): number {
  return fields === 'centred'
    ? Math.floor(((place + 0.5) * below) / above - field / 2 + 0.5)
    : Math.round((place * (below - field)) / Math.max(1, above - 1));
}

/** The unit that a weight leads to; undefined beyond the border, and from a unit to itself. */
export function target(at: number, ends: Ends<Local>): number | undefined {
  const { seen, channels, from } = squaresOf(ends);
  const square = Math.floor(at / channels);
  const unit = Math.floor(square / seen) * channels + (at % channels);
  const seenUnit = from[square] as number;
  return seenUnit < 0 || (ends.transform.self === false && seenUnit === unit) ? undefined : unit;
}

/** How many weights join two maps; counted along the axes, as a file may declare what it does not hold. */
export function weightCount({ from, to, transform }: Ends<Local>): number {
  const [below, above] = [mapOf(from), mapOf(to)];
  const rows = inside(below.rows, above.rows, transform);
  const columns = inside(below.columns, above.columns, transform);
  const itself = transform.self === false ? to.units : 0;
  return rows * columns * below.channels * above.channels - itself;
}

/** The map that a layer is; `misfit` has seen to it that there is one. */
export function mapOf(layer: Layer): MapShape {
  return layer.map as MapShape;
}

/** How many places within the border all squares have along an axis. */
function inside(below: number, above: number, transform: Local): number {
  let sum = 0;
  for (let place = 0; place < above; place++) {
    const first = start(place, above, below, transform);
    sum += Math.max(0, Math.min(below, first + transform.field) - Math.max(0, first));
  }
  return sum;
}

function drawnUp({ from: below, to: above, transform }: Ends<Local>): Squares {
  const [from, to] = [mapOf(below), mapOf(above)];
  const { field } = transform;
  const seen = field * field * from.channels;
  const places = to.rows * to.columns;
  const units = new Int32Array(places * seen).fill(-1);
  for (let place = 0; place < places; place++) {
    const top = start(Math.floor(place / to.columns), to.rows, from.rows, transform);
    const left = start(place % to.columns, to.columns, from.columns, transform);
    for (let at = 0; at < seen; at++) {
      const row = top + Math.floor(at / (field * from.channels));
      const column = left + (Math.floor(at / from.channels) % field);
      if (row < 0 || row >= from.rows || column < 0 || column >= from.columns) continue;
      units[place * seen + at] =
        (row * from.columns + column) * from.channels + (at % from.channels);
    }
  }
  return { places, seen, channels: to.channels, from: units };
}

/**
 * Each place of a map sees a square of places of another map, or of its own, with all their channels.
 * Weights are not shared: every place has its own. Up, down or within a layer.
 */
export interface Local {
  readonly kind: 'local';
  /** Places along a side of the square. */
  readonly field: number;
  /**
   * Where the squares lie. `centred`: around the place that lies over them, cut at the border, beyond
   * which there is nothing. `within`: spread evenly from border to border, so that none is cut.
   */
  readonly fields: 'centred' | 'within';
  /** `false`: within a layer, a unit does not see itself. */
  readonly self?: false | undefined;
}
