// Run by tests in a process of its own: starts the engine and multiplies two matrices with it.
import * as tf from '@tensorflow/tfjs-core';
import { startEngine } from '../../src/engine/backend';

async function probe(): Promise<void> {
  const { name } = await startEngine();
  const [left, right] = [tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])];
  const product = await tf.matMul(left, right).data();
  console.log(JSON.stringify({ node: process.version, name, product: Array.from(product) }));
}

void probe();
