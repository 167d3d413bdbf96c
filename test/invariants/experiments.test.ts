import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { completeImages } from '../../src/experiments/completion/complete-images';
import { fitsToHidden, hiddenPixels } from '../../src/experiments/completion/fits';
import { measureCompletion } from '../../src/experiments/completion/measure';
import { measureImagery } from '../../src/experiments/imagery/measure';
import { type ImageryRow, layerValues } from '../../src/experiments/imagery/rows';
import { BOTTOMS, imageryTrials } from '../../src/experiments/imagery/trials';
import {
  type LesionRow,
  lesioned,
  lesionRows,
  lesionTargets,
  targetsIn,
} from '../../src/experiments/lesions/measure';
import { drawnBy } from '../../src/experiments/measures/drawings';
import { layersIn } from '../../src/experiments/measures/rows';
import { type Held, stillVideo, watchVideo } from '../../src/experiments/watching/watch-video';
import type { LabelledImages } from '../../src/images/labelled-images';
import { slice } from '../../src/images/split';
import { hideHalf, pixelsOfHalf } from '../../src/images/stimuli/hidden-half';
import { defaultSettings } from '../../src/learning/settings';
import type { Architecture, Connection } from '../../src/network/architecture';
import { disposeNetwork, initialise } from '../../src/network/network';
import { addLateral, leaveOut, withoutTopDown } from '../../src/network/variants';
import { recurrent } from '../support/architectures';
import { randomNetwork } from '../support/networks';
import { expectClose } from '../support/numbers';
import { grey, TEN } from '../support/shapes';
import '../support/engine';

const settings = { ...defaultSettings([7, 6]), hidden: [7, 6] };
const quiet = {
  progress: () => ({ advance: () => undefined, done: () => undefined }),
  signal: new AbortController().signal,
};

/** Images of 4 × 4, unless told two of each class of ten. */
function images(seed: number, count = 20, of: Classes = TEN): LabelledImages {
  const random = randomStream(seed, 'images');
  const pixels = Uint8Array.from({ length: count * 16 }, () => random.integer(0, 255));
  const labels = Uint8Array.from({ length: count }, (_, at) => at % of.classes);
  return { name: 'some', count, ...grey(4, 4), ...of, pixels, labels };
}

type Classes = Pick<LabelledImages, 'classes' | 'classNames'>;

/** Does `work` with a network, and says that it has left no tensor behind. */
async function withNetwork(work: (network: ReturnType<typeof randomNetwork>) => Promise<void>) {
  const network = randomNetwork([7, 6], 5, 16);
  const before = tf.memory().numTensors;
  await work(network);
  expect(tf.memory().numTensors).toBe(before);
  disposeNetwork(network);
}

describe('a half that is hidden', () => {
  const half = pixelsOfHalf('upper', images(1));
  const truth = images(1).pixels;
  const hidden = hiddenPixels(truth, 16, half);
  const video = stillVideo(hideHalf(images(1), 'upper'), settings.steps);

  it('is expected alike under every label until one comes down, and then not', () =>
    withNetwork(async (network) => {
      const { byLabel, noLabel } = completeImages(network, video, hidden, settings);
      for (const step of [0, 1])
        for (let image = 0; image < 20; image++)
          for (let label = 0; label < 10; label++)
            expect(byLabel[step]?.[image * 10 + label]).toBe(noLabel[step]?.[image]);
      expect(byLabel[2]?.[0]).not.toBe(byLabel[2]?.[1]);
    }));

  it('is expected as after the bottom-up pass, for ever, where top-down weights are silenced', () =>
    withNetwork(async (network) => {
      const silent = withoutTopDown(network);
      const { byLabel } = completeImages(silent, video, hidden, settings);
      for (const step of byLabel) expectClose(step, byLabel[0] as Float64Array);
    }));

  it('is expected under one label, and under none, as it is when that alone is held', () =>
    withNetwork(async (network) => {
      const { byLabel, noLabel } = completeImages(network, video, hidden, settings);
      const alone = (held: Held) => {
        const fit: Float64Array[] = [];
        watchVideo(network, { ...video, held: () => held }, (state) => {
          fit.push(fitsToHidden(drawnBy(network, state), 16, hidden, 1));
        });
        return fit;
      };
      expect(noLabel).toEqual(alone('silent'));
      for (const [step, values] of alone(new Uint8Array(20).fill(3)).entries())
        expectClose(
          values,
          Array.from(values, (_, image) => byLabel[step]?.[image * 10 + 3] as number),
        );
    }));

  it('has as many rows as there are images, halves and fills, each with every prediction', () =>
    withNetwork(async (network) => {
      const all = { images: images(1), training: images(2) };
      const rows = await measureCompletion({ network, settings }, all, quiet);
      const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
      expect(count('fit')).toBe(20 * 4 * 2);
      expect(count('wrong')).toBe(20 * 4 * 2 * 2);
      expect(count('fit step')).toBe(20 * 2 * (settings.steps + 1));
      expect(count('picture')).toBe(8 * 5);
      for (const row of rows)
        if (row.kind === 'fit') {
          expect(row.bottomUp).not.toBeNull();
          expect(Object.values(row).every((value) => value !== null)).toBe(true);
        }
    }));

  it('is measured of every image, of however many classes, as if that image were the only one', async () => {
    const letters = { classes: 26, classNames: [...'abcdefghijklmnopqrstuvwxyz'] };
    const some = images(1, 100, letters); // more than are tried under 26 labels at once
    const training = images(2, 52, letters);
    const network = initialise(recurrent({ pixels: 16, hidden: [7, 6], classes: 26 }), 1);
    const fits = async (seen: LabelledImages) => {
      const rows = await measureCompletion(
        { network, settings },
        { images: seen, training },
        quiet,
      );
      return rows.filter((row) => row.kind === 'fit').slice(-1);
    };
    const [whole] = await fits(some);
    const [alone] = await fits(slice(some, 99, 100));
    disposeNetwork(network);
    expect([whole?.item, alone?.item]).toEqual([99, 0]);
    for (const key of ['trueLabel', 'winningLabel', 'wrongLabels', 'noLabel', 'bottomUp'] as const)
      expect(whole?.[key]).toBeCloseTo(alone?.[key] as number, 5);
  });
});

describe('imagery', () => {
  it('holds every label over nothing, noise and scrambled images, and its own over each image', () => {
    const all = imageryTrials(images(1), 4);
    expect(all.map(({ bottom }) => bottom)).toEqual(BOTTOMS);
    const [blank, scrambled, noise, seen] = all.map(({ trials }) => trials);
    expect(blank?.count).toBe(10);
    expect(blank?.pixels.every((grey) => grey === 0)).toBe(true);
    for (const some of [scrambled, noise]) {
      expect(some?.count).toBe(200);
      expect([...(some?.labels ?? [])]).toEqual(Array.from({ length: 200 }, (_, at) => at % 10));
      // The ten trials of an item are of the same picture.
      const picture = (at: number) => some?.pixels.subarray(16 * at, 16 * (at + 1));
      for (let item = 0; item < 20; item++)
        for (let label = 1; label < 10; label++)
          expect(picture(10 * item + label)).toEqual(picture(10 * item));
    }
    expect(seen).toEqual(images(1));
  });

  it('is of no class before a label has come to a layer', () =>
    withNetwork(async (network) => {
      const given = { images: images(1), training: images(2) };
      const { rows, drawn } = await measureImagery({ network, settings }, given, 4, quiet);
      const all = [
        { name: 'one', seed: 1, perception: settings, rows: rows as readonly ImageryRow[] },
      ];
      expect(layersIn(all, 'layer')).toEqual([1, 2]);
      for (const bottom of ['scrambled', 'noise'] as const)
        for (const [layer, step] of [
          [1, 0],
          [1, 1],
          [2, 0],
        ] as const) {
          const [values] = layerValues(all, { bottom, step, layer }, 'likeness');
          expect(values?.length).toBe(20);
          for (const value of values ?? []) expect(value).toBeCloseTo(0, 6);
        }
      expect(drawn.map(({ trials }) => trials.count)).toEqual([10, 200, 200, 20]);
      expect(drawn.every(({ step }) => step === settings.window.last)).toBe(true);
    }));
});

describe('lesions of a network', () => {
  it('are of each layer’s connections from above and below, and units', () => {
    const architecture = recurrent({ pixels: 9, hidden: [4, 5], classes: 3 });
    expect(lesionTargets(architecture)).toEqual([
      { name: 'top-down into layer 1', of: 'top-down', layers: [0] },
      { name: 'label into the highest layer', of: 'top-down', layers: [1] },
      { name: 'bottom-up into layer 1', of: 'bottom-up', layers: [0] },
      { name: 'bottom-up into layer 2', of: 'bottom-up', layers: [1] },
      { name: 'units of layer 1', of: 'units', layers: [0] },
      { name: 'units of layer 2', of: 'units', layers: [1] },
    ]);
  });

  it('are of nothing that a network has not, and of what every one of several has', () => {
    const whole = recurrent({ pixels: 9, hidden: [4, 5], classes: 3 });
    const named = (architecture: Architecture) =>
      lesionTargets(architecture).map(({ name }) => name);
    const alone = named(leaveOut(whole, ['top-down']));
    expect(alone).toEqual(named(whole).filter((name) => !name.startsWith('top-down')));
    const lateral = named(addLateral(whole, 3));
    expect(lateral.filter((name) => !named(whole).includes(name))).toEqual([
      'lateral within layer 1',
      'lateral within layer 2',
    ]);
    const lower = (one: Connection) => (one.from === 'label' ? { ...one, to: 'layer_1' } : one);
    const low = { ...whole, connections: whole.connections.map(lower) };
    expect(named(low)).not.toContain('label into the highest layer');
    const measured = [alone, lateral].map((targets, at) => ({
      ...{ name: `${at}`, seed: at, perception: settings },
      rows: targets.map((target) => ({ target }) as LesionRow),
    }));
    expect(targetsIn(measured)).toEqual(alone);
  });

  it('leave one-pass reading alone where they are from above, and all alone where they are of nothing', () =>
    withNetwork(async (network) => {
      const conditions = { clean: images(1), other: images(2) };
      const shares = [0, 0.5, 1];
      const rows = await lesionRows(
        { network, settings },
        conditions,
        { shares, seeds: [3, 4] },
        quiet,
      );
      const all = [{ name: 'one', seed: 1, perception: settings, rows }];
      // Of the six targets, four are connections, whose rest is also made stronger.
      expect(rows.length).toBe((6 + (2 * 4 + 2) * 2) * 2 * 20);
      for (const condition of ['clean', 'other']) {
        const whole = { target: 'top-down into layer 1', share: 0, condition };
        for (const { name, of } of lesionTargets(network.architecture)) {
          const cut = { target: name, share: 0, condition };
          expect(lesioned(all, cut)).toEqual(lesioned(all, whole));
          if (of !== 'top-down') continue;
          for (const share of shares)
            expect(lesioned(all, { ...cut, share }, 'readout')).toEqual(
              lesioned(all, whole, 'readout'),
            );
        }
        // Without the label’s connections all labels score the same, and the first is answered.
        const cut = { target: 'label into the highest layer', share: 1, condition };
        const { labels } = conditions[condition as 'clean' | 'other'];
        const [wrong] = lesioned(all, cut);
        expect(wrong).toEqual(Array.from(labels, (label) => (label === 0 ? 0 : 100)));
      }
    }));
});
