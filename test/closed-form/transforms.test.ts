import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { compiled } from '../../src/engine/compiled';
import { placesOf } from '../../src/engine/places';
import { randomStream } from '../../src/engine/random';
import type { Layer } from '../../src/network/layer';
import type { Ends } from '../../src/network/transforms/transform';
import {
  type OwnTransform,
  type TransformDeclaration,
  transformOf,
} from '../../src/network/transforms/transforms';
import { asMatrix } from '../support/architectures';
import { localEnds, type MapSize, mapOf } from '../support/local-ends';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

type OurEnds = Ends<Exclude<TransformDeclaration, OwnTransform>>;

const ROWS = 3;

const CASES: { what: string; ends: OurEnds }[] = [
  {
    what: 'squares around the same places',
    ends: localEnds([4, 5, 2], [4, 5, 3], { field: 3, fields: 'centred' }),
  },
  {
    what: 'squares of a map twice as fine',
    ends: localEnds([8, 6, 1], [4, 3, 2], { field: 4, fields: 'centred' }),
  },
  {
    what: 'single places of a coarser map',
    ends: localEnds([2, 3, 2], [4, 6, 1], { field: 1, fields: 'centred' }),
  },
  {
    what: 'squares of a coarser map',
    ends: localEnds([2, 3, 2], [4, 6, 1], { field: 3, fields: 'centred' }),
  },
  {
    what: 'squares larger than the map',
    ends: localEnds([2, 2, 1], [2, 2, 1], { field: 5, fields: 'centred' }),
  },
  {
    what: 'squares that lie within',
    ends: localEnds([7, 8, 2], [3, 3, 2], { field: 3, fields: 'within' }),
  },
  {
    what: 'the one square there is',
    ends: localEnds([3, 3, 2], [1, 1, 4], { field: 3, fields: 'within' }),
  },
  {
    what: 'others of the same map',
    ends: localEnds([3, 4, 2], [3, 4, 2], { field: 3, fields: 'centred', self: false }),
  },
  { what: 'all', ends: dense(4, 3) },
  { what: 'all others of the same layer', ends: dense(4, 4, false) },
];

function dense(from: number, to: number, self?: false): OurEnds {
  const below = { name: 'below', units: from };
  const transform = { kind: 'dense' as const, ...(self === false && { self }) };
  return { from: below, to: self === false ? below : { name: 'above', units: to }, transform };
}

/** Row, column and channel of a unit. */
function placeOf({ map }: Layer, unit: number): MapSize {
  const { columns = 1, channels = 1 } = map ?? {};
  const place = Math.floor(unit / channels);
  return [Math.floor(place / columns), place % columns, unit % channels];
}

/** Whether a unit sees another, by the words of the declaration: 1 or 0. */
function sees({ from, to, transform }: OurEnds, below: number, above: number) {
  if (transform.self === false && below === above) return 0;
  if (transform.kind === 'dense' || !from.map || !to.map) return 1;
  const { field, fields } = transform;
  const [row, column] = placeOf(from, below);
  const [r, c] = placeOf(to, above);
  const inSquare = (seen: number, all: number, place: number, places: number) => {
    const first = Math.round((place * (all - field)) / Math.max(1, places - 1));
    if (fields === 'within') return seen >= first && seen < first + field;
    const apart = seen + 0.5 - ((place + 0.5) * all) / places; // of the middles, in places seen
    return apart > -field / 2 && apart <= field / 2;
  };
  const rows = inSquare(row, from.map.rows, r, to.map.rows);
  return rows && inSquare(column, from.map.columns, c, to.map.columns) ? 1 : 0;
}

/** Which unit sees which, 1 or 0: [from, to], row by row. */
const plainMask = (ends: OurEnds): number[] =>
  Array.from({ length: ends.from.units * ends.to.units }, (_, at) =>
    sees(ends, Math.floor(at / ends.to.units), at % ends.to.units),
  );

describe.each(CASES)('a connection that sees $what', ({ ends }) => {
  const transform = transformOf(ends.transform);
  const { from, to } = ends;
  const shape = [...transform.shape(ends)];
  const size = shape.reduce((product, length) => product * length, 1);
  const mask = plainMask(ends);
  const draw = (units: number, name: string, rows = ROWS) =>
    tf.tensor2d(randomStream(1, 'test', name).normals(rows * units), [rows, units]);
  /** A weight of 1 wherever two units are joined. */
  const ones = () =>
    tf.tensor(
      Array.from({ length: size }, (_, at) => (transform.target(at, ends) === undefined ? 0 : 1)),
      shape,
    );

  it('joins the units that its declaration says', () =>
    freeing(() => expect(bits(asMatrix(ones(), ends))).toEqual(mask)));

  it('has a weight for each two that it joins, in the place of the unit that it leads to', () =>
    freeing(() => {
      expect(transform.weightCount(ends)).toBe(mask.reduce((a, b) => a + b, 0));
      const numbered = tf.reshape(tf.range(1, size + 1), shape);
      const matrix = bits(asMatrix(tf.mul(numbered, ones()), ends));
      const leadTo = new Map(matrix.map((weight, at) => [weight, at % to.units]));
      for (let place = 0; place < size; place++)
        expect(leadTo.get(place + 1), `place ${place}`).toBe(transform.target(place, ends));
    }));

  it('starts with weights where it joins, and none elsewhere', () =>
    freeing(() => {
      const weights = transform.initialise(ends, randomStream(1, 'weights'));
      expect(weights.shape).toEqual(shape);
      const drawn = bits(asMatrix(weights, ends)).map((weight) => Number(weight !== 0));
      expect(drawn).toEqual(mask);
      const none = bits(weights).filter((_, at) => transform.target(at, ends) === undefined);
      expect(none.every((weight) => weight === 0)).toBe(true);
    }));

  it('sends and expects what its matrix of weights does, one way and the other', () =>
    freeing(() => {
      const weights = transform.initialise(ends, randomStream(1, 'weights'));
      const matrix = asMatrix(weights, ends);
      const [below, above] = [draw(from.units, 'below'), draw(to.units, 'above')];
      const sent = transform.project(below, weights, ends);
      expect(sent.shape).toEqual([ROWS, to.units]);
      expectClose(bits(sent), bits(tf.matMul(below, matrix)));
      const expected = transform.expect(above, weights, ends);
      expect(expected.shape).toEqual([ROWS, from.units]);
      expectClose(bits(expected), bits(tf.matMul(above, matrix, false, true)));
    }));

  it('learns as one that sees all, where it joins', () =>
    freeing(() => {
      const [below, above] = [draw(from.units, 'below'), draw(to.units, 'above')];
      const gradient = transform.correlate(below, above, ends);
      expect(gradient.shape).toEqual(shape);
      const all = bits(tf.matMul(below, above, true));
      const expected = all.map((one, at) => one * (mask[at] as number));
      expectClose(bits(asMatrix(gradient, ends)), expected);
      const unjoined = bits(gradient).filter((_, at) => transform.target(at, ends) === undefined);
      expect(unjoined.every((one) => one === 0)).toBe(true);
    }));

  it('takes however many rows come, in a graph that was written down for others', () =>
    freeing(() => {
      const weights = transform.initialise(ends, randomStream(1, 'weights'));
      const [lower, upper] = [draw(from.units, 'below'), draw(to.units, 'above')];
      const chosen = (mask: tf.Tensor1D) => {
        const rows = placesOf(mask);
        return [tf.gather(lower, rows), tf.gather(upper, rows)] as const;
      };
      const inGraph = compiled(({ mask }: { mask: tf.Tensor1D }) => {
        const [below, above] = chosen(mask);
        return {
          sent: transform.project(below, weights, ends),
          expected: transform.expect(above, weights, ends),
          gradient: transform.correlate(below, above, ends),
        };
      });
      for (const left of [1, 0, ROWS - 1]) {
        const mask = tf.tensor1d(
          Array.from({ length: ROWS }, (_, row) => row >= left),
          'bool',
        );
        const [below, above] = chosen(mask);
        const { sent, expected, gradient } = inGraph({ mask });
        expectClose(bits(sent), bits(transform.project(below, weights, ends)));
        expectClose(bits(expected), bits(transform.expect(above, weights, ends)));
        expectClose(bits(gradient), bits(transform.correlate(below, above, ends)));
      }
    }));

  it('leaves no tensor behind but what it gives', () => {
    const weights = transform.initialise(ends, randomStream(1, 'weights'));
    const [below, above] = [draw(from.units, 'below'), draw(to.units, 'above')];
    const before = tf.memory().numTensors;
    const made = [
      transform.project(below, weights, ends),
      transform.expect(above, weights, ends),
      transform.correlate(below, above, ends),
    ];
    expect(tf.memory().numTensors - before).toBe(made.length);
    tf.dispose([...made, weights, below, above]);
  });

  it('says what it is, and its schema takes what it says', () => {
    expect(transform.words(ends.transform)).toContain(ends.transform.kind);
    expect(transform.schema.parse(ends.transform)).toEqual(ends.transform);
    expect(transform.schema.safeParse({ ...ends.transform, more: 1 }).success).toBe(false);
    expect(transform.misfit(ends)).toBeUndefined();
  });
});

it('new weights have variance one over the units that a unit sees, fewer at the border', () =>
  freeing(() => {
    const ends = localEnds([3, 3, 2], [3, 3, 400], { field: 3, fields: 'centred' });
    const weights = transformOf(ends.transform).initialise(ends, randomStream(3, 'weights'));
    const squares = bits(tf.sum(tf.square(asMatrix(weights, ends)), 0)); // of each unit
    for (let place = 0; place < 9; place++) {
      const channels = squares.slice(400 * place, 400 * (place + 1));
      const mean = channels.reduce((sum, one) => sum + one, 0) / channels.length;
      expect(Math.abs(mean - 1), `place ${place}`).toBeLessThan(0.1);
    }
  }));

describe('a connection that cannot be says why:', () => {
  const flat = { name: 'flat', units: 4 };
  const square = mapOf('square', [2, 2, 1]);
  const within = { kind: 'local', field: 3, fields: 'within' } as const;
  const misfit = (transform: TransformDeclaration, from: Layer, to: Layer) =>
    transformOf(transform).misfit({ from, to, transform });

  it.each([
    ['squares of no map', { ...within, field: 1 }, flat, square, 'flat is not a map'],
    ['squares by no map', { ...within, field: 1 }, square, flat, 'flat is not a map'],
    ['squares too large to lie within', within, square, mapOf('other', [1, 1, 1]), 'do not lie'],
    [
      'itself left out of others',
      { ...within, self: false },
      mapOf('a', [3, 3, 1]),
      mapOf('b', [3, 3, 1]),
      'only within a layer',
    ],
    [
      'too many weights',
      { ...within, field: 1000, fields: 'centred' },
      mapOf('wide', [10, 10, 10]),
      mapOf('large', [10, 10, 10]),
      'it would have',
    ],
    [
      'itself left out of all others',
      { kind: 'dense', self: false },
      flat,
      square,
      'only within a layer',
    ],
  ] as const)('%s', (_, transform, from, to, why) => {
    expect(misfit(transform as TransformDeclaration, from, to)).toContain(why);
  });
});
