import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { madeOnce, makingOnce } from '../../src/engine/made-once';
import { nativeBackend } from '../../src/engine/native';

/** What asks for the double of a tensor, and how often that was made. */
function doubling() {
  let times = 0;
  const ask = (from: tf.Tensor) =>
    madeOnce(from, () => {
      times++;
      return [tf.mul(from, 2)];
    })?.[0];
  return { ask, times: () => times };
}

it('is made once of each tensor while the work goes on, and freed at its end', () => {
  const [one, other] = [tf.scalar(1), tf.scalar(2)];
  const { numTensors } = tf.memory();
  const { ask, times } = doubling();
  const read = (from: tf.Tensor) => tf.tidy(() => ask(from)?.dataSync()[0]);
  const answers = makingOnce(() => [
    read(one),
    read(one),
    makingOnce(() => read(other)),
    read(one),
  ]);
  // Graphs of the native engine know tensors by their places alone: nothing is made for them.
  expect(answers).toEqual(nativeBackend() ? new Array(4).fill(undefined) : [2, 2, 4, 2]);
  expect(times()).toBe(nativeBackend() ? 0 : 2);
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(ask(one)).toBeUndefined();
  tf.dispose([one, other]);
});

it('is freed where the work fails, too, and the next work begins anew', () => {
  const one = tf.scalar(1);
  const { numTensors } = tf.memory();
  const { ask, times } = doubling();
  const failing = () => {
    ask(one);
    throw new Error('no more');
  };
  expect(() => makingOnce(failing)).toThrow('no more');
  expect(tf.memory().numTensors).toBe(numTensors);
  makingOnce(() => ask(one));
  expect(times()).toBe(nativeBackend() ? 0 : 2);
  expect(tf.memory().numTensors).toBe(numTensors);
  one.dispose();
});
