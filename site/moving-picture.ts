// Records how a shipped network recognises an image, and draws it as a picture that moves.
//
//   npm run moving-picture -- --image 15
import path from 'node:path';
import { Command } from 'commander';
import { BLUE_WHITE_ORANGE } from '../src/charts/colours';
import { imageTile } from '../src/charts/image-tile';
import { raster } from '../src/charts/raster';
import { loadDataSet } from '../src/data/load';
import { startEngine } from '../src/engine/backend';
import { imageSize, type LabelledImages, nameFor, pixelsOf } from '../src/images/labelled-images';
import { RECURRENT } from '../src/learning/systems/recurrent';
import { writeWhole } from '../src/machine/files';
import { loadTrained } from '../src/trained/network-files';
import { networkNow } from '../src/trained/used-network';
import { smoothed } from '../src/web/page/smoothed';
import { watch } from '../src/web/worker/watch';
import { movingSvg, type Recording } from './moving-svg';

interface Options {
  readonly network: string;
  readonly image: number;
  readonly write: string;
  readonly data?: string;
}

/** Pixels that stay free beside a picture. */
const GAP = 1;

/** Pixels whose magnitude is larger are drawn as this one: the share of all that is smaller. */
const STRONGEST = 0.99;

/** What the network does with an image of a test set. Throws InputError where there is no such network. */
async function recorded(
  images: LabelledImages,
  { network: name, image }: Options,
): Promise<Recording> {
  const { network, settings } = await loadTrained(RECURRENT, networkNow(name).file);
  const { steps, window, damping, schedule } = settings;
  const each = Array.from({ length: steps + 1 }, () => 0);
  const { goodness, expected } = watch(network, {
    pictures: [pixelsOf(images, image)],
    shown: each,
    tops: each.map(() => 'every'),
    ...{ damping, schedule, silent: false, lesions: [], seed: 1 },
  });
  const label = nameFor(images.classNames, images.labels[image] as number);
  return {
    image: imageTile(images, image),
    ...{ classNames: images.classNames, goodness, window },
    expected: each.map((_, step) => sideBySide(images, expected, step)),
    caption: `Image ${image} of ${images.name}, whose true label is ${label}; network ${path.basename(name)}.`,
  };
}

/** What is expected under all labels at a step, smoothed, on one scale: [rows × (classes · columns)]. */
function sideBySide(images: LabelledImages, expected: Float32Array, step: number): string {
  const { rows, columns, classNames } = images;
  const size = imageSize(images);
  const wide = classNames.length * (columns + GAP);
  const values = new Float32Array(rows * wide).fill(Number.NaN);
  for (const [label] of classNames.entries()) {
    const start = (step * classNames.length + label) * size;
    const picture = smoothed(expected.subarray(start, start + size), images);
    for (let row = 0; row < rows; row++)
      values.set(
        picture.subarray(row * columns, (row + 1) * columns),
        row * wide + label * (columns + GAP),
      );
  }
  const magnitudes = values
    .filter((value) => !Number.isNaN(value))
    .map(Math.abs)
    .sort();
  const furthest = magnitudes[Math.floor(STRONGEST * (magnitudes.length - 1))] ?? 0;
  return raster(
    { rows, columns: wide, values },
    { from: -furthest, to: furthest },
    BLUE_WHITE_ORANGE,
  );
}

async function main(): Promise<void> {
  const options = new Command('npm run moving-picture --')
    .description('Records how a network recognises a test image, as an SVG that moves.')
    .option('--network <path>', 'a trained network', 'recurrent-500-500')
    .option('--image <number>', 'of the test set, counted from 0', Number, 15)
    .option('--write <file>', 'where to', 'docs/figures/recognition.svg')
    .option('--data <folder>', 'the folder of MNIST')
    .parse()
    .opts<Options>();
  await startEngine();
  const { test } = await loadDataSet('mnist', { data: options.data });
  writeWhole(options.write, movingSvg(await recorded(test, options)));
  process.stderr.write(`written: ${options.write}\n`);
}

void main();
