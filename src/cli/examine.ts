import packageJson from '../../package.json';
import { locateDataSets } from '../data/load';
import { type Engine, startEngine } from '../engine/backend';
import * as tf from '../engine/ops';
import { print, printJson } from './print';
import { locationInWords } from './show-data';

/** Prints the state of everything that a run needs. Throws where no engine loads. */
export async function examine({
  engine: choice,
  json,
}: {
  engine?: string;
  json?: boolean;
}): Promise<void> {
  const engine = await startEngine(choice);
  const [speed, data] = [matmulSpeed(), await locateDataSets()];
  const node = process.versions.node;
  if (json) {
    const findings = { topdown: packageJson.version, node, engine, gigaflops: speed, data };
    printJson(findings);
    return;
  }
  const lines = [
    `topdown ${packageJson.version} on Node ${node}`,
    ...engineInWords(engine),
    `speed: ${speed.toFixed(0)} GFLOP/s per core, in a product of two 1000 × 1000 matrices`,
    'data sets:',
    ...data.map((location) => `  ${locationInWords(location)}`),
  ];
  print(`${lines.join('\n')}\n`);
}

function engineInWords({ name, description, device, tensorflow, threads, note }: Engine): string[] {
  return [
    `engine: ${name} (${description})`,
    `TensorFlow: ${tensorflow ?? 'none: only the native engine has it'}`,
    `device: ${device.toUpperCase()}`,
    `threads: ${threads}`,
    ...(note === undefined ? [] : [note]),
  ];
}

/** Billions of operations a second in a matrix product, the best of a few. */
function matmulSpeed(size = 1000, attempts = 3): number {
  const times = Array.from({ length: attempts }, () => {
    const matrix: tf.Tensor2D = tf.ones([size, size]);
    const start = performance.now();
    const squared = tf.matMul(matrix, matrix);
    squared.dataSync();
    tf.dispose([matrix, squared]);
    return performance.now() - start;
  });
  return (2 * size ** 3) / Math.min(...times) / 1e6;
}
