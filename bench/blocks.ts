import { startEngine } from '../src/engine/backend';
import { compiled } from '../src/engine/compiled';
import * as tf from '../src/engine/ops';
import { randomStream } from '../src/engine/random';
import { type Blocks, blocksOfSide } from '../src/network/transforms/local/blocks';
import { projectLocal } from '../src/network/transforms/local/local';
import { seenBy } from '../src/network/transforms/local/rectangles';
import { benchCommand, runBenchmark, wholeNumber } from './command';
import { measure } from './measure';

/** The connections of docs/cifar.md between two maps, and the rows of a training batch: two labels for each image. */
const MAP = { rows: 32, columns: 32, channels: 3 };
const UNITS = MAP.rows * MAP.columns * MAP.channels;
const FIELD = 11;
const ROWS = 200;
const SIDES = [4, 8, 16, 32];
/** Steps in one call, so that what a call costs besides is little. */
const STEPS = 10;

function blocksOf(side: number): Blocks {
  const layer = (name: string) => ({ name, units: UNITS, map: MAP });
  const transform = { kind: 'local', field: FIELD, fields: 'centred' } as const;
  return blocksOfSide({ from: layer('layer_1'), to: layer('layer_2'), transform }, side);
}

/** Milliseconds of a step, as a median: `work` is done for so many steps, each with other rows, in one call. */
function stepTakes<Input extends { readonly rows: tf.Tensor2D }>(
  input: Input,
  times: number,
  work: (input: Input) => tf.Tensor,
): string {
  const steps = compiled((given: Input) =>
    tf.tidy(() => {
      const each = Array.from({ length: STEPS }, (_, step) =>
        tf.sum(work({ ...given, rows: tf.add<tf.Tensor2D>(given.rows, step) })),
      );
      return tf.addN(each);
    }),
  );
  const { median } = measure(() => {
    const sum = steps(input);
    sum.dataSync();
    sum.dispose();
  }, times);
  return (median / STEPS).toFixed(1);
}

/** Prints what a step of a local connection takes with blocks of several sizes, as a table in Markdown. */
async function main(): Promise<void> {
  const { times } = benchCommand('npx ts-node bench/blocks.ts')
    .description(
      'Prints the table of docs/cifar.md: a step of a local connection, by size of block.',
    )
    .option('--times <number>', 'calls of ten steps that are timed', wholeNumber, 15)
    .parse()
    .opts<{ times: number }>();
  await startEngine();
  const random = randomStream(17, 'blocks');
  const drawn = (...shape: number[]) =>
    tf.tensor(random.normals(shape.reduce((all, one) => all * one)), shape, 'float32');
  const rows = drawn(ROWS, UNITS) as tf.Tensor2D;
  const weights = drawn(MAP.rows * MAP.columns, FIELD ** 2 * MAP.channels, MAP.channels);
  console.log(
    '| places in a block | ms per step | of these, copying what blocks see | million multiply-adds per row |',
  );
  console.log('|---|---|---|---|');
  for (const side of SIDES) {
    const blocks = blocksOf(side);
    const whole = stepTakes({ rows, weights }, times, (one) =>
      projectLocal(one.rows, one.weights, blocks),
    );
    const copies = stepTakes({ rows }, times, (one) => seenBy(blocks, one.rows));
    const products = (blocks.count * blocks.seen * blocks.units) / 1e6;
    console.log(`| ${side} × ${side} | ${whole} | ${copies} | ${products.toFixed(1)} |`);
  }
}

void runBenchmark(main);
