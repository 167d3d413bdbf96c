import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { imageSize, type LabelledImages, pixelsOf } from '../../src/images/labelled-images';
import { readTrained } from '../../src/learning/network-file';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { sizesOf } from '../../src/network/architecture';
import { disposeNetwork } from '../../src/network/network';
import { bytesNamed } from '../../src/network/safetensors';
import { BEGINNING } from '../../src/web/scene/page-state';
import type { Scene } from '../../src/web/scene/scene';
import { sceneOf } from '../../src/web/scene/scene-of';
import { watch } from '../../src/web/worker/watch';
import { dataHere } from '../support/data-here';
import { type WatchedInPage, watchedInPage } from '../support/watched-in-page';
import { describePage } from '../support/web-page';

const LISTED: readonly { name: string; model: string; set: string }[] = JSON.parse(
  readFileSync('src/web/networks.json', 'utf8'),
);
/** Test images that both engines watch, and how far numbers may differ. */
const IMAGES = 3;
const APART = 1e-4;

/** Digits of MNIST's test set where it is on this machine; where not, drawn ones; noise, for a network that sees none. */
async function testImages(set: string, pixels: number): Promise<LabelledImages> {
  const { test } = drawnDigits({ test: IMAGES });
  if (imageSize(test) === pixels) return (await dataHere(set))?.test ?? test;
  const noise = randomStream(1, 'test', 'page').uniforms(IMAGES * pixels);
  const values = Uint8Array.from(noise, (one) => Math.floor(256 * one));
  return { ...test, rows: 1, columns: pixels, channels: 1, pixels: values };
}

/** The largest difference between numbers in the same places. */
function apart(some: ArrayLike<number>, others: ArrayLike<number>): number {
  expect(some.length).toBe(others.length);
  return Array.from(some).reduce(
    (most, one, at) => Math.max(most, Math.abs(one - (others[at] ?? Number.NaN))),
    0,
  );
}

describePage('what networks do on the page', ({ using }) => {
  it.each(LISTED)('is what they do here: $name', ({ model, set }) =>
    using(async ({ page }) => {
      const bytes = readFileSync(path.resolve('models', `${model}.safetensors`));
      const { network, settings } = await readTrained(RECURRENT, bytesNamed(model, bytes));
      const images = await testImages(set, sizesOf(network.architecture).pixels);
      const plain = Array.from({ length: IMAGES }, (_, at) =>
        sceneOf(
          { ...BEGINNING, picture: { kind: 'drawn', pixels: pixelsOf(images, at) } },
          { ...images, perception: settings },
          undefined,
        ),
      );
      const [first] = plain as [Scene];
      const held = {
        ...first,
        tops: first.tops.map((_, at) => (at < 4 ? 3 : ('none' as const))),
      };
      const lesioned: Scene = {
        ...first,
        lesions: [
          { of: 'top-down', share: 0.5 },
          { of: 'units', share: 0.2 },
        ],
      };
      // What takes long to be cut is looked at once.
      const isLarge = sizesOf(network.architecture).pixels > 1000;
      const scenes = isLarge ? [lesioned] : [...plain, held, lesioned];
      const seen = await watchedInPage(page, `networks/${model}.safetensors`, scenes);
      for (const [at, scene] of scenes.entries()) {
        const [there, here] = [seen[at] as WatchedInPage, watch(network, scene)];
        expect(apart(there.goodness.flat(2), here.goodness.flat(2))).toBeLessThan(APART);
        expect(apart(there.expected, here.expected)).toBeLessThan(APART);
        expect(apart(there.onePass, here.onePass)).toBeLessThan(APART);
      }
      disposeNetwork(network);
    }),
  );
});
