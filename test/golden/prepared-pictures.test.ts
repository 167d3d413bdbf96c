import { firstValueFrom } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataSet } from '../../src/data/load';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import type { LabelledImages } from '../../src/images/labelled-images';
import { first } from '../../src/images/split';
import type { LearningSettings } from '../../src/learning/settings';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import type { Network } from '../../src/network/network';
import { evaluate } from '../../src/perception/evaluate';
import { loadTrained } from '../../src/trained/network-files';
import { SMALL, shippedModel } from '../../src/trained/shipped-model';
import { inverted, onPaper, photographed, preparedImages } from '../support/pictures';

let small: { network: Network; settings: LearningSettings };

beforeAll(async () => {
  small = await loadTrained(RECURRENT, shippedModel(SMALL) as string);
});

/** How many of the images the network that comes along gets wrong. */
async function errors(images: LabelledImages): Promise<number> {
  const { goodness } = await firstValueFrom(evaluate(small.network, images, small.settings));
  return images.labels.filter((label, at) => label !== goodness?.[at]).length;
}

async function expectAlike(images: LabelledImages): Promise<void> {
  const asTheyAre = await errors(images);
  const point = images.count / 100;
  const bar = asTheyAre + point;
  expect(await errors(preparedImages(images, (digit) => digit))).toBeLessThanOrEqual(bar);
  expect(await errors(preparedImages(images, inverted))).toBeLessThanOrEqual(bar);
  expect(await errors(preparedImages(images, onPaper))).toBeLessThanOrEqual(bar);
  const lit = preparedImages(images, (digit, at) => photographed(onPaper(digit, at), 0.03, at));
  expect(await errors(lit)).toBeLessThanOrEqual(bar + point);
}

describe('pictures of digits, prepared, are recognised as the digits are', () => {
  it('drawn ones', () => expectAlike(drawnDigits({ training: 1, test: 100 }).test));

  it.skipIf(!process.env['TOPDOWN_DATA'])('MNIST’s (needs TOPDOWN_DATA)', async () =>
    expectAlike(first((await loadDataSet('mnist')).test, 200)),
  );
});
