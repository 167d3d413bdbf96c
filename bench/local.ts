import { randomStream } from '../src/engine/random';
import { imageSize, type LabelledImages, numbered } from '../src/images/labelled-images';
import { benchCommand, runBenchmark, wholeNumber } from './command';
import { timingOf } from './measure';
import { whyNotAt } from './started';
import { trainer } from './training-batch';

/** The networks of docs/cifar.md with two hidden layers, and dense ones with as many units. */
const MAPS = { maps: ['32x32x3', '32x32x3'], field: 11 };
const DENSE = { hidden: [3072, 3072] };
const LEARNING = { temperature: 10, rate: 0.01, readoutRate: 0.05, steps: 10 };
const WARM_UP = 3;

const FORMS = [
  ['local, float32', MAPS, 'float32'],
  ['dense, float32', DENSE, 'float32'],
  ['local, bfloat16', MAPS, 'bfloat16'],
  ['dense, bfloat16', DENSE, 'bfloat16'],
] as const;

/** Images of random pixels: products take the same time whatever they show, but fewer rows may be pushed than of real ones. */
function randomImages(count: number): LabelledImages {
  const shape = { rows: 32, columns: 32, channels: 3 };
  const classes = 10;
  const drawn = randomStream(17, 'pixels').uniforms(count * imageSize(shape));
  return {
    ...shape,
    ...{ name: 'random', count, classes, classNames: numbered(classes) },
    pixels: Uint8Array.from(drawn, (share) => 256 * share),
    labels: Uint8Array.from({ length: count }, (_, image) => image % classes),
  };
}

/** Prints what a training batch of local and of dense connections takes, as a table in Markdown. */
async function main(): Promise<void> {
  const { batches } = benchCommand('npx ts-node bench/local.ts')
    .description('Prints the table of docs/cifar.md: a training batch, local and dense.')
    .option('--batches <number>', 'batches of each form that are timed, in turn', wholeNumber, 30)
    .parse()
    .opts<{ batches: number }>();
  const whyNot = await whyNotAt('bfloat16');
  if (whyNot !== undefined) console.error(`bfloat16 is left out: ${whyNot}`);
  const images = randomImages(1000);
  const forms = FORMS.filter(([, , precision]) => !whyNot || precision !== 'bfloat16').map(
    ([name, layers, precision]) => ({
      name,
      ...{ trained: trainer(layers, images, { ...LEARNING, precision }), times: [] as number[] },
    }),
  );
  for (let batch = -WARM_UP; batch < batches; batch++)
    for (const { trained, times } of forms) {
      const time = trained.learn();
      if (batch >= 0) times.push(time);
    }
  console.log('| connections and precision of products | seconds per batch (quartiles) |');
  console.log('|---|---|');
  for (const { name, times, trained } of forms) {
    const { median, quartiles } = timingOf(times);
    const [low, high] = quartiles.map((time) => (time / 1000).toFixed(2));
    console.log(`| ${name} | ${(median / 1000).toFixed(2)} (${low}–${high}) |`);
    trained.dispose();
  }
}

void runBenchmark(main);
