// Loads the native engine and multiplies two matrices: the only true test of whether it is there.
// Run in a process of its own, because an engine that does not fit may take the process with it.
//
//   node setup/probe.mjs <engine folder>
import { createRequire } from 'node:module';
import engine from '../native/engine-folder.cjs';

const require = createRequire(import.meta.url);
process.env.TF_CPP_MIN_LOG_LEVEL = '3';

try {
  const tf = require('@tensorflow/tfjs-core');
  const { start } = require('../native/dist/tfjs-node.cjs');
  await start(engine.addonOf(process.argv[2]));
  const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2]));
  const numbers = Array.from(product.dataSync()).join(' ');
  if (numbers !== '19 22 43 50') throw new Error(`it multiplies wrongly: ${numbers}`);
} catch (error) {
  process.stderr.write(`${error.message.split('\n')[0]}\n`);
  process.exitCode = 1;
}
