import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { correlate, type Pushes } from '../../src/learning/correlate';
import { pushedRows } from '../../src/learning/rows';
import { type Wire, wiresOf } from '../../src/network/wires';
import { feedforward } from '../support/architectures';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';

const [STEPS, HYPOTHESES, IMAGES, FROM, TO] = [3, 2, 4, 3, 5] as const;

/** What joins layers of so many units: a dense connection. */
const wireOf = (from: number, to: number) =>
  wiresOf(feedforward({ pixels: from, hidden: [to], classes: 2 }))[0]?.[0] as Wire;

/** Rows among all steps, in ascending order, as those of each step: T times [R_t], int32. */
function byStep(rows: Int32Array, steps: number, perStep: number): tf.Tensor1D[] {
  return Array.from({ length: steps }, (_, step) => {
    const own = rows.filter((row) => Math.floor(row / perStep) === step);
    return tf.tensor1d(
      own.map((row) => row - step * perStep),
      'int32',
    );
  });
}

describe('correlate', () => {
  it('is input times push: (1, 2)ᵀ (3, 4, 5)', () =>
    freeing(() => {
      const gradient = correlate(
        [tf.tensor3d([[[1, 2]]])],
        {
          ...{ steps: 1, images: 1, rows: [tf.tensor1d([0], 'int32')] },
          ...{ each: tf.tensor2d([[3, 4, 5]]), underTruth: tf.zeros([3]) },
        },
        wireOf(2, 3),
      );
      expect(gradient.shape).toEqual([2, 3]);
      expectClose(bits(gradient), [3, 4, 5, 6, 8, 10]);
    }));

  it('counts a held input once for each push that it meets', () =>
    freeing(() => {
      const input = tf.tensor3d([[[1, 2]]]);
      const gradient = correlate(
        [input, input],
        {
          ...{ steps: 2, images: 1, rows: byStep(Int32Array.of(0, 1, 2, 3), 2, 2) },
          ...{ each: tf.tensor2d([[1], [10], [100], [1000]]), underTruth: tf.zeros([1]) },
        },
        wireOf(2, 1),
      );
      expectClose(bits(gradient), [1111, 2222]);
    }));

  it('gives the push that the true label shares to its rows alone, at every step', () =>
    freeing(() => {
      const input = tf.tensor3d([[[1]], [[100]]]);
      const gradient = correlate(
        [input, input],
        {
          ...{ steps: 2, images: 1, rows: byStep(Int32Array.of(0), 2, 2) },
          ...{ each: tf.tensor2d([[0]]), underTruth: tf.tensor1d([7]) },
        },
        wireOf(1, 1),
      );
      expectClose(bits(gradient), [14]);
    }));

  // every way in which an input may be shared: by the steps, the hypotheses, the images
  const shapes = [
    [2, IMAGES],
    [1, IMAGES],
    [2, 1],
    [1, 1],
  ] as const;
  const cases = [
    {
      which: 'all rows',
      rows: Int32Array.from({ length: STEPS * HYPOTHESES * IMAGES }, (_, r) => r),
    },
    { which: 'a few rows', rows: Int32Array.of(1, 6, 7, 17, 23) },
  ];

  it.each(shapes.flatMap(([k, b]) => cases.map((pushed) => ({ k, b, ...pushed }))))(
    'is the plain sum for inputs of $k hypotheses and $b images where $which speak',
    ({ k, b, rows }) =>
      freeing(() => {
        const random = randomStream(1, 'correlate', k, b, rows.length);
        const draw = (shape: [number, number, number]) =>
          tf.tensor3d(random.normals(shape[0] * shape[1] * shape[2]), shape);
        const [held, changing] = [draw([k, b, FROM]), draw([2, IMAGES, FROM])];
        const each = tf.tensor2d(random.normals(rows.length * TO), [rows.length, TO]);
        const underTruth = tf.tensor1d(random.normals(TO));
        const pushed = byStep(rows, STEPS, HYPOTHESES * IMAGES);
        const pushes = { steps: STEPS, images: IMAGES, rows: pushed, each, underTruth };
        for (const inputs of [
          [held, changing, held],
          [held, held, held],
        ])
          expectClose(bits(correlate(inputs, pushes, wireOf(FROM, TO))), plainSum(inputs, pushes));
      }),
  );
});

/** Loop after loop over the dense pushes. */
function plainSum(inputs: readonly tf.Tensor3D[], pushes: Pushes): number[] {
  const total = new Array<number>(FROM * TO).fill(0);
  const rows = pushes.rows.flatMap((own, step) =>
    Array.from(own.dataSync(), (row) => row + step * HYPOTHESES * IMAGES),
  );
  const [each, shared] = [pushes.each.arraySync(), pushes.underTruth.arraySync()];
  for (const [t, input] of inputs.entries()) {
    const [values, [hypotheses, images]] = [input.arraySync(), input.shape];
    for (let k = 0; k < HYPOTHESES; k++)
      for (let b = 0; b < IMAGES; b++) {
        const own = each[rows.indexOf((t * HYPOTHESES + k) * IMAGES + b)];
        const seen = values[Math.min(k, hypotheses - 1)]?.[Math.min(b, images - 1)] as number[];
        for (let from = 0; from < FROM; from++)
          for (let to = 0; to < TO; to++) {
            const push = (own?.[to] ?? 0) + (k === 0 ? (shared[to] as number) : 0);
            total[from * TO + to] =
              (total[from * TO + to] as number) + (seen[from] as number) * push;
          }
      }
  }
  return total;
}

describe('the rows that are pushed', () => {
  const target = (goodness: tf.Tensor3D, _: number, wanted: 0 | 1): tf.Tensor3D =>
    wanted === 1 ? goodness : tf.neg(goodness);
  /** Of two steps under two labels, for two images. */
  const pushed = (goodness: readonly number[]) => {
    const { rows, coefficients } = pushedRows(tf.tensor3d([...goodness], [2, 2, 2]), 9, target);
    return { rows: rows.map((one) => [...bits(one)]), coefficients: [...bits(coefficients)] };
  };

  it('are those with a coefficient that float32 would not lose', () =>
    freeing(() => {
      const { rows, coefficients } = pushed([0.5, 5e-8, 0, 2e-6, 1e-9, 1, 0.25, 0]);
      expect(rows).toEqual([
        [0, 3],
        [1, 2],
      ]);
      expectClose(coefficients, [0.5, -2e-6, 1, -0.25]);
    }));

  it('may be none at a step, and what is not a number is not passed over', () =>
    freeing(() => {
      const { rows, coefficients } = pushed([0, 0, 0, 0, 0, Number.NaN, 0, 0]);
      expect(rows[1]).toEqual([1]);
      // Engines whose operations take no tensor of nothing push a row by a lost coefficient.
      expect([[], [0]]).toContainEqual(rows[0]);
      expect(coefficients).toEqual([...(rows[0] ?? []).map(() => 0), Number.NaN]);
      if (tf.getBackend() === 'tensorflow') expect(rows[0]).toEqual([]);
    }));

  it('leave the peer term alone where none is pushed', () =>
    freeing(() => {
      const { rows } = pushedRows(tf.zeros([1, 2, 2]), 9, target);
      const [count] = [rows[0]?.size ?? 0];
      const pushes = { steps: 1, images: 2, rows, each: tf.zeros<tf.Rank.R2>([count, 1]) };
      const input = tf.tensor3d([3, 4, 5, 6], [2, 2, 1]);
      const underTruth = tf.tensor1d([10]);
      expectClose(bits(correlate([input], { ...pushes, underTruth }, wireOf(1, 1))), [70]);
    }));
});
