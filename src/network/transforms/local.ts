import { z } from 'zod';
import * as tf from '../../engine/ops';
import type { MapShape } from '../layer';
import type { Ends, Transform } from '../transform';

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

/** The most weights that are drawn up: as many as a file may hold. */
const MOST = 2 ** 28;

/** Weights: [places that see, units in a square, channels of a place]. */
export const LOCAL: Transform<Local> = {
  kind: 'local',
  words: ({ field, fields, self }) =>
    `local, ${field} × ${field} places, ${fields}${self === false ? ', none to itself' : ''}`,
  schema: z.strictObject({
    kind: z.literal('local'),
    field: z.int().min(1).max(1000),
    fields: z.enum(['centred', 'within']),
    self: z.literal(false).optional(),
  }),
  misfit,
  // Counted, not drawn up: a file may declare what it does not hold.
  shape: ({ from, to, transform }) => {
    const [below, above] = [from.map as MapShape, to.map as MapShape];
    const seen = transform.field ** 2 * below.channels;
    return [above.rows * above.columns, seen, above.channels];
  },
  initialise(ends, random) {
    const { places, seen, channels, seenBy } = geometryOf(ends);
    const values = random.normals(places * seen * channels).map((value, at) => {
      const place = Math.floor(at / (seen * channels));
      return target(at, ends) === undefined ? 0 : value / Math.sqrt(seenBy[place] as number);
    });
    return tf.tensor3d(values, [places, seen, channels], 'float32');
  },
  project: (rows, weights, ends) =>
    tf.tidy(() => {
      const { places, channels } = geometryOf(ends);
      const squares = squaresOf(rows, ends); // [places, seen, R]
      const each = tf.matMul(weights as tf.Tensor3D, squares, true); // [places, channels, R]
      return tf.transpose(tf.reshape(each, [places * channels, -1])) as tf.Tensor2D;
    }),
  correlate: (rows, pushes, ends) =>
    tf.tidy(() => {
      const { places, channels } = geometryOf(ends);
      const squares = squaresOf(rows, ends);
      const pushed = tf.reshape(tf.transpose(pushes), [places, channels, -1]);
      return apart(tf.matMul(squares, pushed as tf.Tensor3D, false, true), ends);
    }),
  expect: (rows, weights, ends) =>
    tf.tidy(() => {
      const { places, seen, channels } = geometryOf(ends);
      const above = tf.reshape(tf.transpose(rows), [places, channels, -1]) as tf.Tensor3D;
      const sent = tf.matMul(weights as tf.Tensor3D, above); // [places, seen, R]
      const flat = tf.reshape(sent, [places * seen, -1]) as tf.Tensor2D;
      const { most, indices } = seersOf(ends);
      const gathered = tf.gather(withNothing(flat), tf.tensor1d(indices, 'int32'));
      const each = tf.reshape(gathered, [ends.from.units, most, -1]);
      return tf.transpose(tf.sum(each, 1)) as tf.Tensor2D;
    }),
  weightCount: ({ from, to, transform }) => {
    const [below, above] = [from.map as MapShape, to.map as MapShape];
    const rows = inside(below.rows, above.rows, transform);
    const columns = inside(below.columns, above.columns, transform);
    const itself = transform.self === false ? to.units : 0;
    return rows * columns * below.channels * above.channels - itself;
  },
  target,
};

/**
 * The weights of a matrix [from, to] that is zero where nothing is seen, as those of a local transform:
 * networks of the first format hold them so.
 */
export function localWeights(matrix: Float32Array, ends: Ends<Local>): Float32Array {
  const { places, seen, channels, from } = geometryOf(ends);
  const weights = new Float32Array(places * seen * channels);
  for (let at = 0; at < places * seen; at++) {
    const unit = from[at] as number;
    const place = Math.floor(at / seen);
    for (let channel = 0; channel < channels && unit >= 0; channel++)
      weights[at * channels + channel] = matrix[
        unit * ends.to.units + place * channels + channel
      ] as number;
  }
  return weights;
}

function misfit({ from, to, transform }: Ends<Local>): string | undefined {
  if (!from.map || !to.map) {
    const flat = from.map ? to : from;
    return `${flat.name} is no map: give it rows, columns and channels`;
  }
  const weights = to.units * transform.field ** 2 * from.map.channels;
  if (weights > MOST) return `it would have ${weights.toLocaleString('en')} weights`;
  const least = Math.min(from.map.rows, from.map.columns);
  if (transform.fields === 'within' && transform.field > least)
    return `squares of ${transform.field} do not lie within ${from.map.rows} × ${from.map.columns} places`;
  if (transform.self === false && from.name !== to.name)
    return 'only within a layer can a unit leave itself out';
  return undefined;
}

interface Geometry {
  /** Places that see. */
  readonly places: number;
  /** Units in a square, those beyond the border counted. */
  readonly seen: number;
  /** Channels of a place that sees. */
  readonly channels: number;
  /** The units of each square, -1 beyond the border: [places × seen]. */
  readonly from: Int32Array;
  /** How many units each place's units see: [places]. */
  readonly seenBy: readonly number[];
}

const geometries = new WeakMap<Ends<Local>, Geometry>();

/** Which unit sees which; drawn up once for each connection. */
function geometryOf(ends: Ends<Local>): Geometry {
  const known = geometries.get(ends);
  if (known) return known;
  const made = drawnUp(ends.from.map as MapShape, ends.to.map as MapShape, ends.transform);
  geometries.set(ends, made);
  return made;
}

/** Where, along an axis, the square of one of `above` places begins among `below` places. */
function start(place: number, above: number, below: number, { field, fields }: Local): number {
  return fields === 'centred'
    ? Math.floor(((place + 0.5) * below) / above - field / 2 + 0.5)
    : Math.round((place * (below - field)) / Math.max(1, above - 1));
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

function drawnUp(from: MapShape, to: MapShape, transform: Local): Geometry {
  const { field, self } = transform;
  const seen = field * field * from.channels;
  const places = to.rows * to.columns;
  const units = new Int32Array(places * seen).fill(-1);
  const seenBy: number[] = [];
  for (let place = 0; place < places; place++) {
    const top = start(Math.floor(place / to.columns), to.rows, from.rows, transform);
    const left = start(place % to.columns, to.columns, from.columns, transform);
    let count = 0;
    for (let at = 0; at < seen; at++) {
      const row = top + Math.floor(at / (field * from.channels));
      const column = left + (Math.floor(at / from.channels) % field);
      if (row < 0 || row >= from.rows || column < 0 || column >= from.columns) continue;
      units[place * seen + at] =
        (row * from.columns + column) * from.channels + (at % from.channels);
      count += 1;
    }
    seenBy.push(self === false ? count - 1 : count);
  }
  return { places, seen, channels: to.channels, from: units, seenBy };
}

/** What each place sees of rows [R, from]: [places, seen, R], 0 beyond the border. */
function squaresOf(rows: tf.Tensor2D, ends: Ends<Local>): tf.Tensor3D {
  const { places, seen, from } = geometryOf(ends);
  const nothing = rows.shape[1];
  const indices = from.map((unit) => (unit < 0 ? nothing : unit));
  const columns = tf.transpose(rows) as tf.Tensor2D;
  const whole = from.includes(-1) ? withNothing(columns) : columns;
  return tf.reshape(tf.gather(whole, tf.tensor1d(indices, 'int32')), [places, seen, -1]);
}

/** One row of zeros more: what lies beyond the border. How many columns there are may differ. */
function withNothing(rows: tf.Tensor2D): tf.Tensor2D {
  return tf.pad(rows, [
    [0, 1],
    [0, 0],
  ]);
}

/** For each unit that is seen, the places × seen that see it, as many for each: padded with nothing. */
function seersOf(ends: Ends<Local>): { most: number; indices: Int32Array } {
  const { places, seen, from } = geometryOf(ends);
  const seers = Array.from({ length: ends.from.units }, (): number[] => []);
  for (const [at, unit] of from.entries()) if (unit >= 0) seers[unit]?.push(at);
  const most = Math.max(1, ...seers.map(({ length }) => length));
  const indices = new Int32Array(ends.from.units * most).fill(places * seen);
  for (const [unit, each] of seers.entries()) indices.set(each, unit * most);
  return { most, indices };
}

/** The unit that a weight leads to; undefined beyond the border, and from a unit to itself. */
function target(at: number, ends: Ends<Local>): number | undefined {
  const { seen, channels, from } = geometryOf(ends);
  const square = Math.floor(at / channels);
  const unit = Math.floor(square / seen) * channels + (at % channels);
  const seenUnit = from[square] as number;
  return seenUnit < 0 || (ends.transform.self === false && seenUnit === unit) ? undefined : unit;
}

/** The gradient with nothing from a unit to itself, where that is so. */
function apart(weights: tf.Tensor3D, ends: Ends<Local>): tf.Tensor3D {
  if (ends.transform.self !== false) return weights;
  const { places, seen, channels } = geometryOf(ends);
  const others = Float32Array.from({ length: places * seen * channels }, (_, at) =>
    target(at, ends) === undefined ? 0 : 1,
  );
  return tf.mul(weights, tf.tensor3d(others, [places, seen, channels]));
}
