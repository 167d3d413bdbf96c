import * as tf from '@tensorflow/tfjs-core';
import { firstValueFrom, lastValueFrom, reduce, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type LabelledImages, numbered } from '../../src/images/labelled-images';
import { disposeNetwork } from '../../src/network/network';
import {
  BATCH,
  evaluate,
  evaluateBy,
  imagesAtOnce,
  joinEvaluations,
} from '../../src/perception/evaluate';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';
import { accumulate, type Recognition, recognise, winners } from '../../src/perception/recognise';
import { alternating } from '../../src/perception/schedule';
import { randomNetwork } from '../support/networks';

const CLASSES = 10;
const WINDOW = { first: 2, last: 3 };

/** Images of 3 × 3: the first pixel is the image's number, and its label the number's last digit. */
function imagesOf(count: number): LabelledImages {
  const pixels = Uint8Array.from({ length: 9 * count }, (_, at) =>
    at % 9 === 0 ? Math.floor(at / 9) % 256 : (37 * at) % 256,
  );
  return {
    name: 'counted',
    count,
    classes: CLASSES,
    classNames: numbered(CLASSES),
    rows: 3,
    columns: 3,
    channels: 1,
    pixels,
    labels: Uint8Array.from({ length: count }, (_, image) => image % CLASSES),
  };
}

/** One where each image's answer is, and 0 elsewhere: [B × classes]. */
function pointing(images: number, answer: (image: number) => number): Float32Array {
  const values = new Float32Array(images * CLASSES);
  for (let image = 0; image < images; image++) values[image * CLASSES + answer(image)] = 1;
  return values;
}

/** Answers its step at each of three steps, and 7 in its readout. */
function byRote(pixels: tf.Tensor2D): Recognition {
  const [images] = pixels.shape;
  const scores = [1, 2, 3].map((step) => pointing(images, () => step));
  return { images, classes: CLASSES, scores, logits: pointing(images, () => 7) };
}

describe('what recognises, evaluated', () => {
  it('says the truth, what the window decides, each step and the readout, image by image', async () => {
    const found = await firstValueFrom(evaluateBy(byRote, imagesOf(3), { window: WINDOW }));
    expect(found).toEqual({
      labels: Uint8Array.of(0, 1, 2),
      goodness: Uint8Array.of(2, 2, 2), // of equal labels the lowest: step 1 has no say
      byStep: [1, 2, 3].map((step) => Uint8Array.of(step, step, step)),
      readout: Uint8Array.of(7, 7, 7),
    });
  });

  it('has no goodness where no label was tried', async () => {
    const silent = (pixels: tf.Tensor2D) => ({ ...byRote(pixels), scores: [] });
    const parts = evaluateBy(silent, imagesOf(BATCH + 1), { window: WINDOW });
    const found = await lastValueFrom(parts.pipe(reduce(joinEvaluations)));
    expect(Object.keys(found)).toEqual(['labels', 'byStep', 'readout']);
    expect(found.byStep).toEqual([]);
    expect(found.readout).toEqual(new Uint8Array(BATCH + 1).fill(7));
  });

  it('sees a batch after the other, each once, in order, and frees what it saw', async () => {
    const before = tf.memory().numTensors;
    const images = imagesOf(BATCH + 2);
    const shapes: number[][] = [];
    const parts = evaluateBy(
      (pixels) => {
        shapes.push(pixels.shape);
        return byRote(pixels);
      },
      images,
      { window: WINDOW },
    );
    expect(shapes).toEqual([]);
    const each = await lastValueFrom(parts.pipe(toArray()));
    expect(shapes).toEqual([
      [BATCH, 9],
      [2, 9],
    ]);
    expect(each.map(({ labels }) => labels.length)).toEqual([BATCH, 2]);
    const [one, next] = each as [(typeof each)[0], (typeof each)[0]];
    const whole = joinEvaluations(one, next);
    expect(whole.labels).toEqual(images.labels);
    for (const answers of [whole.goodness, ...whole.byStep, whole.readout])
      expect(answers?.length).toBe(BATCH + 2);
    expect(whole.byStep.map((step) => step.at(-1))).toEqual([1, 2, 3]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('sees fewer images at once where there are more labels to try', async () => {
    expect([1, 2, 10].map(imagesAtOnce)).toEqual([BATCH, BATCH, BATCH]);
    const [classes, counted] = [47, imagesOf(60)];
    const seen: number[] = [];
    const many = { ...counted, classes, classNames: numbered(classes) };
    const recogniser = (pixels: tf.Tensor2D): Recognition => {
      const [images] = pixels.shape;
      seen.push(images);
      return { images, classes, scores: [], logits: new Float32Array(images * classes) };
    };
    await lastValueFrom(evaluateBy(recogniser, many, { window: WINDOW }));
    expect(seen).toEqual([53, 7]); // 53 × 47 is 2491
  });

  it('lets other work have its turn between batches', async () => {
    let turns = 0;
    const turn = setInterval(() => turns++, 0);
    const seen: number[] = [];
    const parts = evaluateBy(
      (pixels) => {
        seen.push(turns);
        const until = performance.now() + 5; // work that keeps the turn
        while (performance.now() < until);
        return byRote(pixels);
      },
      imagesOf(5 * BATCH),
      { window: WINDOW },
    );
    await lastValueFrom(parts);
    clearInterval(turn);
    expect(seen.at(-1)).toBeGreaterThan(seen[0] as number);
  });

  it('is refused where it answers for other images', async () => {
    const short = () => byRote(tf.zeros([1, 9]));
    const run = firstValueFrom(evaluateBy(short, imagesOf(2), { window: WINDOW }));
    await expect(run).rejects.toThrow('gives 10 scores at step 1 for 2 images of 10 classes');
  });
});

describe('a network, evaluated', () => {
  it.each([
    { how: 'as in the paper where nothing is said', perception: undefined },
    {
      how: 'in the steps, the window, the damping and the schedule that it is told',
      perception: { steps: 4, window: WINDOW, damping: 0.6, schedule: 'alternating' as const },
    },
  ])('answers what it recognises, $how', async ({ perception }) => {
    const network = randomNetwork([6, 5]);
    const images = imagesOf(40);
    const found = await lastValueFrom(evaluate(network, images, perception));
    const seen = tf.tensor2d(
      Array.from(images.pixels, (pixel) => pixel / 255),
      [40, 9],
    );
    const recognition = perception
      ? recognise(network, seen, perception.steps, { damping: 0.6, schedule: alternating })
      : recognise(network, seen, PAPER_PERCEPTION.steps);
    const best = (values: Float32Array) => winners(values, CLASSES);
    expect(found).toEqual({
      labels: images.labels,
      goodness: best(accumulate(recognition, perception?.window)),
      byStep: recognition.scores.map(best),
      readout: best(recognition.logits),
    });
    seen.dispose();
    disposeNetwork(network);
  });
});
