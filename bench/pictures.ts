import { loadDataSet } from '../src/data/load';
import { startEngine } from '../src/engine/backend';
import type { LabelledImages } from '../src/images/labelled-images';
import { first } from '../src/images/split';
import { errorShare } from '../src/statistics/wilson';
import { BEST, SMALL } from '../src/trained/shipped-model';
import {
  type Grey,
  halved,
  inverted,
  onCanvas,
  onPaper,
  photographed,
  preparedImages,
} from '../test/support/pictures';
import { answersOf } from './answers';
import { benchCommand, runBenchmark, wholeNumber } from './command';

/** Pixels around a digit that has a margin. */
const MARGIN = 14;

const withMargin = (digit: Grey) =>
  inverted(onCanvas(digit, digit.rows + 2 * MARGIN, digit.columns + 2 * MARGIN, MARGIN, MARGIN));

/** How digits become pictures; undefined where they are taken as they are. */
const ROWS: readonly (readonly [
  name: string,
  made: ((digit: Grey, at: number) => Grey) | undefined,
])[] = [
  ['as they are', undefined],
  ['prepared', (digit) => digit],
  ['inverted, prepared', inverted],
  ['ten times as large, black on white, at a random place', onPaper],
  ['half as large, black on white', (digit) => inverted(halved(digit))],
  [
    'ten times as large, light falling off by half, grain of 0.02',
    (digit, at) => photographed(onPaper(digit, at), 0.02, at),
  ],
  [
    '28 × 28 with a margin, light falling off by half, grain of 0.05',
    (digit, at) => photographed(withMargin(digit), 0.05, at),
  ],
];

/** Images that a network gets wrong by goodness, in %. */
async function errorOf(named: string, images: LabelledImages): Promise<number> {
  return errorShare(await answersOf(named, images), images.labels).percent;
}

/** Prints what preparing costs, as a table in Markdown. */
async function main(): Promise<void> {
  const { images, networks, data } = benchCommand('npx ts-node bench/pictures.ts')
    .description('Prints the table of docs/pictures.md: errors on MNIST test digits as pictures.')
    .option('--images <number>', 'so many test images, the first ones', wholeNumber, 1000)
    .option('--networks <names...>', 'the networks', [SMALL, BEST])
    .option('--data <folder>', 'the folder of MNIST')
    .parse()
    .opts<{ images: number; networks: string[]; data?: string }>();
  await startEngine();
  const digits = first((await loadDataSet('mnist', { data })).test, images);
  const count = digits.count.toLocaleString('en');
  const line = (cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`);
  line([`${count} MNIST test digits, error in %`, ...networks]);
  console.log(`|${'---|'.repeat(1 + networks.length)}`);
  for (const [name, made] of ROWS) {
    const seen = made ? preparedImages(digits, made) : digits;
    const errors: string[] = [];
    for (const network of networks) errors.push((await errorOf(network, seen)).toFixed(1));
    line([name, ...errors]);
  }
}

void runBenchmark(main);
