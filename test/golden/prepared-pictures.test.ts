import { firstValueFrom } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawnDigits } from '../../src/data/drawn-digits';
import type { LabelledImages } from '../../src/data/labelled-images';
import { loadDataSet } from '../../src/data/load';
import { first } from '../../src/data/split';
import { randomStream } from '../../src/engine/random';
import { SMALL, shippedModel } from '../../src/experiment/shipped-model';
import { loadTrained } from '../../src/learning/checkpoint';
import { RECURRENT } from '../../src/learning/recurrent';
import type { LearningSettings } from '../../src/learning/settings';
import type { Network } from '../../src/network/network';
import { evaluate } from '../../src/perception/evaluate';
import { preparePicture } from '../../src/pictures/prepare';
import {
  enlarged,
  type Grey,
  greyOf,
  inverted,
  onCanvas,
  photographed,
  pictureOf,
} from '../support/pictures';

const SIDE = 28;

let small: { network: Network; settings: LearningSettings };

beforeAll(async () => {
  small = await loadTrained(RECURRENT, shippedModel(SMALL) as string);
});

/** How many of the images the network that comes along gets wrong. */
async function errors(images: LabelledImages): Promise<number> {
  const { goodness } = await firstValueFrom(evaluate(small.network, images, small.settings));
  return images.labels.filter((label, at) => label !== goodness?.[at]).length;
}

/** The same images, made into pictures and prepared. */
function prepared(images: LabelledImages, made: (digit: Grey, at: number) => Grey): LabelledImages {
  const size = SIDE ** 2;
  const pixels = new Uint8Array(images.count * size);
  for (let at = 0; at < images.count; at++) {
    const picture = pictureOf(made(greyOf(images.pixels.subarray(at * size, (at + 1) * size)), at));
    pixels.set(preparePicture(picture, SIDE, `image ${at}`).pixels, at * size);
  }
  return { ...images, pixels };
}

/** Ten times as large, in black somewhere on white paper. */
function onPaper(digit: Grey, at: number): Grey {
  const place = () => randomStream(at, 'place').integer(0, 120);
  return inverted(onCanvas(enlarged(digit, 10), 400, 400, place(), 120 - place()));
}

async function expectAlike(images: LabelledImages): Promise<void> {
  const asTheyAre = await errors(images);
  const point = images.count / 100;
  const bar = asTheyAre + point;
  expect(await errors(prepared(images, (digit) => digit))).toBeLessThanOrEqual(bar);
  expect(await errors(prepared(images, inverted))).toBeLessThanOrEqual(bar);
  expect(await errors(prepared(images, onPaper))).toBeLessThanOrEqual(bar);
  const lit = prepared(images, (digit, at) => photographed(onPaper(digit, at), 0.03, at));
  expect(await errors(lit)).toBeLessThanOrEqual(bar + point);
}

describe('pictures of digits, prepared, are recognised as the digits are', () => {
  it('drawn ones', () => expectAlike(drawnDigits({ training: 1, test: 100 }).test));

  it.skipIf(!process.env['TOPDOWN_DATA'])('MNIST’s (needs TOPDOWN_DATA)', async () =>
    expectAlike(first((await loadDataSet('mnist')).test, 200)),
  );
});
