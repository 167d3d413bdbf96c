import { loadDataSet } from '../src/data/load';
import { startEngine } from '../src/engine/backend';
import type { LabelledImages } from '../src/images/labelled-images';
import { first, trainValidation } from '../src/images/split';
import type { Network } from '../src/network/network';
import { batchByBatch } from '../src/perception/evaluate';
import type { EvidenceName } from '../src/perception/evidence';
import { beliefOverTime } from '../src/perception/own-belief';
import { dynamicsOf, type PerceptionSettings } from '../src/perception/perception-settings';
import { winners } from '../src/perception/recognise';
import { errorShare } from '../src/statistics/wilson';
import { benchCommand, runBenchmark, wholeNumber } from './command';
import { networkToJudge } from './network';

/** What is tried: kinds of evidence, each with temperatures in its unit. */
const TRIED: readonly (readonly [EvidenceName, readonly number[]])[] = [
  ['goodness', [0.003, 0.01, 0.03, 0.1]],
  ['agreement', [0.006, 0.02, 0.06, 0.08, 0.2]],
  ['readout', [0.3, 1, 3]],
];

interface Watched {
  readonly network: Network;
  readonly settings: PerceptionSettings;
}

/** Errors of own belief, in %: by the evidence of the window's last step, and by the sum of all until then. */
async function errorsOf(
  { network, settings }: Watched,
  images: LabelledImages,
  belief: { readonly evidence: EvidenceName; readonly temperature: number },
): Promise<number[]> {
  const dynamics = { ...dynamicsOf(settings), belief };
  const [byLast, byAll] = [new Uint8Array(images.count), new Uint8Array(images.count)];
  const most = (logits: Float32Array) => winners(logits, images.classes);
  for await (const { start, last, all } of batchByBatch(images, (pixels, batch) => {
    const steps = beliefOverTime(network, pixels, settings.window.last, dynamics);
    const sum = (at: number) => steps.reduce((total, logits) => total + (logits[at] as number), 0);
    const last = steps.at(-1) as Float32Array;
    return { start: batch.start, last: most(last), all: most(last.map((_, at) => sum(at))) };
  })) {
    byLast.set(last, start);
    byAll.set(all, start);
  }
  return [byLast, byAll].map((answers) => errorShare(answers, images.labels).percent);
}

/** Prints what own belief errs by each kind of evidence and temperature, as a table in Markdown. */
async function main(): Promise<void> {
  const asked = benchCommand('npx ts-node bench/evidence.ts')
    .description(
      "Prints the table of docs/belief.md: errors of own belief on MNIST's held-out images.",
    )
    .requiredOption('--network <run>', 'a network that has not learnt from these images')
    .option('--images <number>', 'so many held-out images, the first ones', wholeNumber, 5000)
    .option('--data <folder>', 'the folder of MNIST')
    .parse()
    .opts<{ network: string; images: number; data?: string }>();
  await startEngine();
  const { training } = await loadDataSet('mnist', { data: asked.data });
  const images = first(trainValidation(training).validation, asked.images);
  const watched = await networkToJudge(asked.network, images, 'validation');
  console.log('| evidence | T | last step | all steps |\n|---|---|---|---|');
  for (const [evidence, temperatures] of TRIED)
    for (const [at, temperature] of temperatures.entries()) {
      const errors = await errorsOf(watched, images, { evidence, temperature });
      const cells = errors.map((percent) => percent.toFixed(1));
      console.log(
        `| ${at === 0 ? `\`${evidence}\`` : ''} | ${temperature} | ${cells.join(' | ')} |`,
      );
    }
}

void runBenchmark(main);
