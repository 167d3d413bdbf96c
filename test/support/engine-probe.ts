// Run by tests in a process of its own: starts the engine and multiplies two matrices with it; with
// `bfloat16`, multiplies at that precision what tells how it rounds.
import * as tf from '@tensorflow/tfjs-core';
import { atPrecision } from '../../src/engine/at-precision';
import { startEngine } from '../../src/engine/backend';

async function rounding(): Promise<void> {
  await startEngine(undefined, 'bfloat16');
  const times = (left: number[], right: number[]) =>
    tf.matMul(tf.tensor2d([left]), tf.tensor2d(right, [right.length, 1])).dataSync<'float32'>()[0];
  const products = () => [
    times([1 + 2 ** -9], [1]), // nearer to 1 than to what comes next in bfloat16
    times([256, 1, 1, 1.5], [1, 1, 1, 1]), // 259.5; where sums are bfloat16, 256 and 1 stay 256
  ];
  const [before, rounded, after] = [products(), atPrecision('bfloat16', products), products()];
  console.log(JSON.stringify({ before, rounded, after }));
}

async function probe(): Promise<void> {
  const { name } = await startEngine();
  const [left, right] = [tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])];
  const product = await tf.matMul(left, right).data();
  console.log(JSON.stringify({ node: process.version, name, product: Array.from(product) }));
}

void (process.argv[2] === 'bfloat16' ? rounding() : probe());
