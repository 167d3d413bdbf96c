import { firstValueFrom } from 'rxjs';
import { expect } from 'vitest';
import type { LabelledImages } from '../../src/images/labelled-images';
import type { LearningSettings } from '../../src/learning/settings';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import type { Network } from '../../src/network/network';
import { evaluate } from '../../src/perception/evaluate';
import { loadTrained } from '../../src/trained/network-files';
import { SMALL, shippedModel } from '../../src/trained/shipped-model';
import { inverted, onPaper, photographed, preparedImages } from './pictures';

interface Trained {
  readonly network: Network;
  readonly settings: LearningSettings;
}

/** How many of the images the network gets wrong. */
async function errorsOf(images: LabelledImages, { network, settings }: Trained): Promise<number> {
  const { goodness } = await firstValueFrom(evaluate(network, images, settings));
  return images.labels.filter((label, at) => label !== goodness?.[at]).length;
}

/** Pictures of digits, prepared, are recognised as the digits are by the shipped network. */
export async function expectRecognisedAlike(images: LabelledImages): Promise<void> {
  const small = await loadTrained(RECURRENT, shippedModel(SMALL));
  const errors = (seen: LabelledImages) => errorsOf(seen, small);
  const asTheyAre = await errors(images);
  const point = images.count / 100;
  const bar = asTheyAre + point;
  expect(await errors(preparedImages(images, (digit) => digit))).toBeLessThanOrEqual(bar);
  expect(await errors(preparedImages(images, inverted))).toBeLessThanOrEqual(bar);
  expect(await errors(preparedImages(images, onPaper))).toBeLessThanOrEqual(bar);
  const lit = preparedImages(images, (digit, at) => photographed(onPaper(digit, at), 0.03, at));
  expect(await errors(lit)).toBeLessThanOrEqual(bar + point);
}
