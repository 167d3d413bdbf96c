import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { loadDataSet, locateDataSets } from '../../src/data/load';
import { randomStream } from '../../src/engine/random';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { imageSize, type LabelledImages, pixelsOf } from '../../src/images/labelled-images';
import { readTrained } from '../../src/learning/network-file';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { sizesOf } from '../../src/network/architecture';
import { disposeNetwork } from '../../src/network/network';
import { bytesNamed } from '../../src/network/safetensors';
import { BEGINNING } from '../../src/web/scene/page-state';
import { sceneOf } from '../../src/web/scene/scene-of';
import type { Question, Scene, Watched, WorkerReply } from '../../src/web/worker/messages';
import { watch } from '../../src/web/worker/watch';
import { describePage } from '../support/web-page';

const LISTED: readonly { name: string; model: string; set: string }[] = JSON.parse(
  readFileSync('src/web/networks.json', 'utf8'),
);
/** Test images that both engines watch, and how far numbers may differ. */
const IMAGES = 3;
const APART = 1e-4;
/** Scenes that are timed, for their median. */
const TIMED = 9;

/** What of an answer is compared; what is expected of the pixels in base64, as a page hands it over quickly. */
type Compared = Pick<Watched, 'goodness' | 'onePass' | 'milliseconds'> & {
  readonly expected: string;
};

/** The images of a test set where it is on this machine; where not, drawn digits, or noise as large as pixels are. */
async function testImages(set: string, pixels: number): Promise<LabelledImages> {
  const place = (await locateDataSets()).find(({ name }) => name === set);
  const there = place !== undefined && !place.problem && place.kind !== 'download';
  if (there) return (await loadDataSet(set)).test;
  const { test } = drawnDigits({ test: IMAGES });
  if (imageSize(test) === pixels) return test;
  const noise = randomStream(1, 'test', 'page').uniforms(IMAGES * pixels);
  const values = Uint8Array.from(noise, (one) => Math.floor(256 * one));
  return { ...test, rows: 1, columns: pixels, channels: 1, pixels: values };
}

/** Has a worker of its own open a network and watch scenes, one after the other. */
function watchedInPage(
  page: Page,
  address: string,
  scenes: readonly Scene[],
): Promise<readonly Compared[]> {
  const asked = scenes.map((scene) => ({
    ...scene,
    pictures: scene.pictures.map((one) => Array.from(one)),
    shown: scene.shown.map((one) => one ?? null),
  }));
  return page.evaluate(
    async ([file, all]) => {
      const worker = new Worker('worker.js');
      const ask = (question: Question) =>
        new Promise<unknown>((keep, refuse) => {
          worker.onmessage = ({ data }: MessageEvent<WorkerReply>) =>
            'refused' in data ? refuse(new Error(data.refused)) : keep(data.answer);
          worker.postMessage({ id: 0, question });
        });
      await ask({ kind: 'open', address: file });
      const answers = [];
      for (const scene of all) {
        const pictures = scene.pictures.map((one) => Uint8Array.from(one));
        const shown = scene.shown.map((one) => one ?? undefined);
        const question = { kind: 'watch', scene: { ...scene, pictures, shown } } as const;
        const { expected, goodness, onePass, milliseconds } = (await ask(question)) as Watched;
        const bytes = Array.from(new Uint8Array(expected.buffer), (byte) =>
          String.fromCharCode(byte),
        );
        answers.push({ expected: btoa(bytes.join('')), goodness, onePass, milliseconds });
      }
      worker.terminate();
      return answers;
    },
    [address, asked] as const,
  );
}

function floats(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
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
      const { network } = await readTrained(RECURRENT, bytesNamed(model, bytes));
      const images = await testImages(set, sizesOf(network.architecture).pixels);
      const plain = Array.from({ length: IMAGES }, (_, at) =>
        sceneOf(
          { ...BEGINNING, picture: { kind: 'drawn', pixels: pixelsOf(images, at) } },
          images,
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
      // What takes seconds a look is looked at once.
      const isLarge = sizesOf(network.architecture).pixels > 1000;
      const scenes = isLarge ? [lesioned] : [...plain, held, lesioned];
      const seen = await watchedInPage(page, `networks/${model}.safetensors`, scenes);
      for (const [at, scene] of scenes.entries()) {
        const [there, here] = [seen[at] as Compared, watch(network, scene)];
        expect(apart(there.goodness.flat(2), here.goodness.flat(2))).toBeLessThan(APART);
        expect(apart(floats(there.expected), here.expected)).toBeLessThan(APART);
        expect(apart(there.onePass, here.onePass)).toBeLessThan(APART);
      }
      disposeNetwork(network);
      if (isLarge) return;
      const timed = await watchedInPage(
        page,
        `networks/${model}.safetensors`,
        new Array(TIMED).fill(first),
      );
      const times = timed.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
      console.log(
        `${model} watches a scene in ${times[Math.floor(TIMED / 2)]?.toFixed(0)} ms (median of ${TIMED})`,
      );
    }),
  );
});
