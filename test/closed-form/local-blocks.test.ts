import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { compiled } from '../../src/engine/compiled';
import { makingOnce } from '../../src/engine/made-once';
import { placesOf } from '../../src/engine/places';
import { randomStream } from '../../src/engine/random';
import { blocksOf, blocksOfSide } from '../../src/network/transforms/local/blocks';
import * as products from '../../src/network/transforms/local/local';
import { LOCAL, type Local } from '../../src/network/transforms/local/local';
import type { Ends } from '../../src/network/transforms/transform';
import { asMatrix } from '../support/architectures';
import { localEnds } from '../support/local-ends';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

const CASES: { what: string; ends: Ends<Local> }[] = [
  { what: 'up', ends: localEnds([9, 7, 2], [5, 4, 3], { field: 3, fields: 'centred' }) },
  { what: 'down', ends: localEnds([3, 2, 4], [7, 5, 2], { field: 2, fields: 'centred' }) },
  { what: 'within', ends: localEnds([10, 8, 1], [4, 4, 2], { field: 4, fields: 'within' }) },
  {
    what: 'to itself',
    ends: localEnds([5, 6, 2], [5, 6, 2], { field: 3, fields: 'centred', self: false }),
  },
  { what: 'apart', ends: localEnds([12, 12, 1], [2, 2, 1], { field: 1, fields: 'centred' }) },
];

/** Blocks of one place, of several that do not come out even, and one of all. */
const SIDES = [1, 2, 3, 4, 9];

describe.each(CASES)('local connections that lead $what', ({ ends }) => {
  it.each(SIDES)('come to the same in blocks of %i places a side', (side) =>
    freeing(() => {
      const blocks = blocksOfSide(ends, side);
      const whole = Math.max(ends.to.map?.rows ?? 0, ends.to.map?.columns ?? 0);
      expect(blocks.count === 1).toBe(side >= whole);
      const draw = (units: number) =>
        tf.tensor2d(randomStream(1, 'rows', String(units)).normals(4 * units), [4, units]);
      const [below, above] = [draw(ends.from.units), draw(ends.to.units)];
      const weights = LOCAL.initialise(ends, randomStream(1, 'weights'));
      const matrix = asMatrix(weights, ends);
      expectClose(
        bits(products.projectLocal(below, weights, blocks)),
        bits(tf.matMul(below, matrix)),
      );
      const expected = tf.matMul(above, matrix, false, true);
      expectClose(bits(products.expect(above, weights, blocks)), bits(expected));
      const pushed = tf.reshape(products.correlateLocal(below, above, blocks), weights.shape);
      const joined = asMatrix(tf.onesLike(weights), ends); // 1 where two are joined, but to itself
      const all = tf.mul(tf.matMul(below, above, true), tf.cast(tf.greater(joined, 0), 'float32'));
      const none = ends.transform.self === false ? tf.eye(ends.from.units) : tf.scalar(0);
      expectClose(bits(asMatrix(pushed, ends)), bits(tf.mul(all, tf.sub(1, none))));
    }),
  );
});

it.each(CASES)(
  'come to the same where weights stay as they are, those that lead $what',
  ({ ends }) =>
    freeing(() => {
      for (const side of SIDES) {
        const blocks = blocksOfSide(ends, side);
        const draw = (units: number) => tf.randomNormal<tf.Rank.R2>([3, units], 0, 1, 'float32', 1);
        const [below, above] = [draw(ends.from.units), draw(ends.to.units)];
        const weights = LOCAL.initialise(ends, randomStream(1, 'weights'));
        const both = () => [
          bits(products.projectLocal(below, weights, blocks)),
          bits(products.expect(above, weights, blocks)),
        ];
        const before = both();
        for (const again of makingOnce(() => [both(), both()]))
          for (const [at, one] of again.entries()) expectClose(one, before[at] as typeof one);
      }
    }),
);

it.each(CASES)('are differentiable, those that lead $what', ({ ends }) =>
  freeing(() => {
    for (const side of SIDES) {
      const blocks = blocksOfSide(ends, side);
      const draw = (units: number) => tf.randomNormal<tf.Rank.R2>([3, units], 0, 1, 'float32', 1);
      const [below, above] = [draw(ends.from.units), draw(ends.to.units)];
      const weights = LOCAL.initialise(ends, randomStream(1, 'weights'));
      const dot = (rows: tf.Tensor, numbers: tf.Tensor) =>
        tf.sum(tf.mul(products.projectLocal(rows as tf.Tensor2D, numbers, blocks), above));
      const [ofRows, ofWeights] = tf.grads(dot as never)([below, weights]);
      expectClose(bits(ofRows as tf.Tensor), bits(products.expect(above, weights, blocks)));
      if (ends.transform.self === false) continue; // autodiff does not know that it is left out
      const expected = products.correlateLocal(below, above, blocks);
      expectClose(bits(ofWeights as tf.Tensor), bits(expected));
    }
  }),
);

it('take however many rows come, in a graph that was written down for others', () =>
  freeing(() => {
    const { ends } = CASES[1] as { ends: Ends<Local> };
    const blocks = blocksOfSide(ends, 2);
    const weights = LOCAL.initialise(ends, randomStream(1, 'weights'));
    const below = tf.randomNormal<tf.Rank.R2>([6, ends.from.units], 0, 1, 'float32', 1);
    const above = tf.randomNormal<tf.Rank.R2>([6, ends.to.units], 0, 1, 'float32', 2);
    const work = ({ mask }: { mask: tf.Tensor1D }) => {
      const rows = placesOf(mask);
      const [seen, pushed] = [tf.gather(below, rows), tf.gather(above, rows)];
      return [
        products.projectLocal(seen, weights, blocks),
        products.expect(pushed, weights, blocks),
        products.correlateLocal(seen, pushed, blocks),
      ];
    };
    const inGraph = compiled(work);
    for (const chosen of [
      [1, 0, 1, 1, 0, 1],
      [1, 1, 1, 1, 1, 1],
      [0, 0, 0, 0, 1, 0],
    ]) {
      const mask = tf.tensor1d(chosen, 'bool');
      const plain = work({ mask });
      for (const [at, one] of inGraph({ mask }).entries())
        expectClose(bits(one), bits(plain[at] as tf.Tensor));
    }
  }));

it('small maps are one block, and large ones several', () => {
  const small = localEnds([14, 14, 4], [7, 7, 8], { field: 5, fields: 'centred' });
  expect(blocksOf(small).count).toBe(1);
  const large = localEnds([32, 32, 3], [16, 16, 32], { field: 8, fields: 'centred' });
  expect(blocksOf(large).count).toBeGreaterThan(1);
});

it('hold each square once, whatever the blocks', () => {
  for (const { ends } of CASES)
    for (const side of SIDES) {
      const { squares, joins, above } = blocksOfSide(ends, side);
      const held = [...squares].filter((square) => square < joins.length);
      expect(new Set(held).size).toBe(held.length);
      for (const square of held) expect(squares[joins[square] as number]).toBe(square);
      const none = ends.transform.self === false ? ends.to.units : 0; // a unit to itself
      expect(held.length * above.channels).toBe(LOCAL.weightCount(ends) + none);
    }
});
