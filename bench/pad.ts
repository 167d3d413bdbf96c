import { Option } from 'commander';
import { loadDataSet } from '../src/data/load';
import { startEngine } from '../src/engine/backend';
import { randomStream } from '../src/engine/random';
import { imageSize, type LabelledImages, pixelsOf } from '../src/images/labelled-images';
import { trainValidation } from '../src/images/split';
import type { Split } from '../src/runs/images';
import { mcnemar, pairedCounts } from '../src/statistics/mcnemar';
import { pairedDifference } from '../src/statistics/paired-difference';
import { errorShare } from '../src/statistics/wilson';
import { BEST, SMALL } from '../src/trained/shipped-model';
import { padDrawings } from '../test/support/pad-drawings';
import { preparedImages, zoomed } from '../test/support/pictures';
import { answersOf } from './answers';
import { benchCommand, runBenchmark, wholeNumber } from './command';

interface Options {
  readonly images: number;
  readonly seed: number;
  readonly split: Split;
  readonly networks: readonly string[];
  readonly data?: string;
}

/** So many images of a set, drawn at random. */
function sampled(images: LabelledImages, count: number, seed: number): LabelledImages {
  const chosen = randomStream(seed, 'sample').permutation(images.count).subarray(0, count);
  const size = imageSize(images);
  const pixels = new Uint8Array(chosen.length * size);
  for (const [at, image] of chosen.entries()) pixels.set(pixelsOf(images, image), at * size);
  const labels = Uint8Array.from(chosen, (image) => images.labels[image] as number);
  return { ...images, count: chosen.length, pixels, labels };
}

/** `5.80 (4.07–8.20)`, in % */
function inWords({ percent, low, high }: { percent: number; low: number; high: number }): string {
  return `${percent.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

/** Drawings that a person makes before judging, and how many of them may be misread. */
const SET = { size: 20, wrong: 2 };

/** `47 of 50`: in how many sets of twenty, in a row, no more than two are wrong. */
function setsHeld(answers: Uint8Array, labels: Uint8Array): string {
  const sets = Array.from({ length: Math.floor(labels.length / SET.size) }, (_, set) => {
    const [from, to] = [set * SET.size, (set + 1) * SET.size];
    return labels.subarray(from, to).filter((label, at) => label !== answers[from + at]).length;
  });
  return `${sets.filter((wrong) => wrong <= SET.wrong).length} of ${sets.length}`;
}

/** Of pictures less of the digits as they are: `+0.10 (−0.42 to +0.63), p = 1.00`, in points */
function compared(pictures: Uint8Array, digits: Uint8Array, labels: Uint8Array): string {
  const { points, low, high } = pairedDifference(pairedCounts(pictures, digits, labels));
  const { p } = mcnemar(pictures, digits, labels);
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
  return `${signed(points)} (${signed(low)} to ${signed(high)}), p = ${p.toFixed(2)}`;
}

/** Prints how what is drawn on the page's pad is read, as a table in Markdown. */
async function main(): Promise<void> {
  const { images, seed, split, networks, data } = benchCommand('npx ts-node bench/pad.ts')
    .description('Prints the table of docs/pictures.md about the pad: errors on drawings.')
    .option('--images <number>', 'so many drawings, and so many digits of MNIST', wholeNumber, 1000)
    .option('--seed <number>', 'of the drawings and of the choice of digits', wholeNumber, 1)
    .addOption(
      new Option('--split <text>', 'digits that no network here has learnt from')
        .choices(['test', 'validation'])
        .default('test'),
    )
    .option('--networks <names...>', 'the networks', [SMALL, BEST])
    .option('--data <folder>', 'the folder of MNIST')
    .parse()
    .opts<Options>();
  await startEngine();
  const mnist = await loadDataSet('mnist', { data });
  const held = split === 'test' ? mnist.test : trainValidation(mnist.training).validation;
  const digits = sampled(held, images, seed);
  const drawings = padDrawings(images, seed);
  const pictures = preparedImages(digits, zoomed);
  const columns: string[][] = [];
  for (const network of networks) {
    const [drawn, plain, enlarged] = [
      await answersOf(network, drawings, split),
      await answersOf(network, digits, split),
      await answersOf(network, pictures, split),
    ];
    columns.push([
      network,
      inWords(errorShare(drawn, drawings.labels)),
      setsHeld(drawn, drawings.labels),
      inWords(errorShare(plain, digits.labels)),
      inWords(errorShare(enlarged, digits.labels)),
      compared(enlarged, plain, digits.labels),
    ]);
  }
  const of = split === 'test' ? 'MNIST test digits' : 'held-out MNIST training digits';
  const names = [
    `${images.toLocaleString('en')} of each, error in % (95 % interval)`,
    'digits drawn on the pad',
    'sets of twenty with at most two wrong',
    `${of}, as they are`,
    'the same enlarged, at a random place, black on white',
    'enlarged minus as they are, in points',
  ];
  for (const [row, name] of names.entries()) {
    console.log(`| ${[name, ...columns.map((column) => column[row])].join(' | ')} |`);
    if (row === 0) console.log(`|${'---|'.repeat(1 + networks.length)}`);
  }
}

void runBenchmark(main);
