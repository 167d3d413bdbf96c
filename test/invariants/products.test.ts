import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { plainly } from '../../src/engine/compiled';
import { type Binding, nativeBackend } from '../../src/engine/native';
import { multiplyingAt } from '../../src/engine/precision';
import { neighbours } from '../../src/network/neighbours';
import { initialise } from '../../src/network/network';
import { generativeFields } from '../../src/observation/fields';
import { winnersAmongBelieved } from '../../src/perception/believed-labels';
import { recognise } from '../../src/perception/recognise';
import { randomImages, randomNetwork } from '../support/networks';
import { freeing } from '../support/record';

/** The operations that TensorFlow runs one by one while `work` is done. */
function calledOneByOne(work: () => unknown): string[] {
  const native = nativeBackend() as { binding: Binding };
  const { binding } = native;
  const called: string[] = [];
  const executeOp: Binding['executeOp'] = (op, ...rest) => {
    called.push(op);
    return binding.executeOp(op, ...rest);
  };
  native.binding = Object.create(binding, { executeOp: { value: executeOp } });
  try {
    freeing(work);
  } finally {
    native.binding = binding;
  }
  return called;
}

const square = { rows: 3, columns: 3, channels: 1 };
const mapped = () =>
  initialise(
    neighbours(
      {
        input: { name: 'pixels', units: 9, map: square },
        hidden: [2, 3].map((channels, index) => ({
          name: `layer_${index + 1}`,
          units: 9 * channels,
          map: { ...square, channels },
        })),
        label: { name: 'label', units: 10 },
      },
      { topDown: true, maps: { kind: 'local', field: 3, fields: 'centred' } },
    ),
    1,
  );
const pixels = () => tf.tensor2d(randomImages(4));

// On the main thread a signal would break TensorFlow's heap.
describe('no matrix product runs by itself on the native engine', () => {
  it.each<readonly [string, () => unknown]>([
    ['called as it stands', () => tf.relu(tf.matMul(pixels(), pixels(), false, true))],
    [
      'of compiled functions that are called plainly',
      () => plainly(() => recognise(randomNetwork([5, 4]), pixels())),
    ],
    [
      'in a compiled function that is written down',
      () => recognise(randomNetwork([6, 3]), pixels()),
    ],
    [
      'of the labels that are believed',
      () => {
        const network = randomNetwork([5, 4]);
        expect(winnersAmongBelieved(network, pixels(), undefined, undefined, 0).tried).toBe(40);
      },
    ],
    ['of fields through local connections', () => generativeFields(mapped(), square)],
  ])('%s', (_, work) => {
    if (!nativeBackend()) return;
    const called = calledOneByOne(work);
    expect(called).not.toEqual([]);
    expect(called.filter((op) => op.includes('MatMul'))).toEqual([]);
  });

  it('also not of whole numbers, which no precision rounds', () =>
    freeing(() => {
      const whole = tf.tensor2d([300, 1, 2, 3], [2, 2], 'int32');
      const product = () => tf.matMul(whole, whole);
      for (const made of [
        product(),
        ...(nativeBackend() ? [multiplyingAt('bfloat16', product)] : []),
      ]) {
        expect(made.dtype).toBe('int32');
        expect(made.arraySync()).toEqual([
          [90_002, 303],
          [606, 11],
        ]);
      }
    }));

  it('which gives what it gives elsewhere, of one tensor taken twice too', () =>
    freeing(() => {
      const square = tf.tensor2d([1, 2, 3, 4], [2, 2]);
      expect(tf.matMul(square, square).arraySync()).toEqual([
        [7, 10],
        [15, 22],
      ]);
      expect(tf.matMul(square, tf.transpose(square)).arraySync()).toEqual([
        [5, 11],
        [11, 25],
      ]);
      expect(tf.matMul(square, square, true).arraySync()).toEqual([
        [10, 14],
        [14, 20],
      ]);
    }));
});
