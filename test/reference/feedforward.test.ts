import * as tf from '@tensorflow/tfjs-core';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { commonDefaults } from '../../src/learning/settings';
import { evaluateSystem } from '../../src/learning/system';
import { BACKPROPAGATION } from '../../src/learning/systems/backpropagation';
import { drawHybrids } from '../../src/learning/systems/draw-hybrids';
import { HYBRID_IMAGES } from '../../src/learning/systems/hybrid-images';
import { LABEL_IN_IMAGE } from '../../src/learning/systems/label-in-image';
import type { Network } from '../../src/network/network';
import { layersIn } from '../support/architectures';
import {
  PIXELS,
  randomFeedforward,
  randomPairBatch,
  referenceUpward,
  SIDE,
} from '../support/feedforward';
import { bits, expectClose } from '../support/numbers';
import { freeing } from '../support/record';
import { TEN } from '../support/shapes';
import * as reference from './float64';

// The relatives against plain float64: what each raises and lowers, and where that moves its weights.

const IMAGES = 5;
const WIDTHS = [[5], [6, 4], [5, 7, 4]].map((widths) => ({ widths }));
const settings = { ...commonDefaults([10]), temperature: 1.7, peer: 0.2 };
const hybridSettings = { ...settings, blurs: 3, columns: SIDE };
const random = (name: string) => randomStream(17, name, 1, 1);
const means = (widths: readonly number[]) =>
  widths.map((units) => tf.linspace(0.1, 1, units) as tf.Tensor1D);

/**
 * The image with a label over its first pixels; `neutral` is a tenth in each. The label is as strong as a white pixel,
 * or so strong in an image whose other pixels have mean square 1.
 */
const labelled = (image: reference.Vector, label: number | 'neutral', strength?: number) => {
  const others = image.slice(reference.CLASSES).reduce((sum, pixel) => sum + pixel ** 2, 0);
  const scale = strength === undefined ? 1 : Math.sqrt(image.length / others);
  return image.map((pixel, at) => {
    if (at >= reference.CLASSES) return scale * pixel;
    return (strength ?? 1) * (label === 'neutral' ? 0.1 : Number(at === label));
  });
};

/** What the layers should learn from pairs: the one raised, the other lowered, averaged. */
function expectGradient(
  network: Network,
  gradient: Network,
  pairs: readonly (readonly [reference.Vector, reference.Vector])[],
) {
  const net = referenceUpward(network);
  const running = means(net.map(({ bias }) => bias.length)).map((mean) => mean.arraySync());
  net.forEach((layer, l) => {
    let up: reference.Matrix = reference.zerosLike(layer.up);
    let bias: reference.Vector = reference.zeros(layer.bias.length);
    const follow = (image: reference.Vector, push: (s: reference.Vector) => reference.Vector) => {
      const states = reference.bottomUpPass(net, image);
      const below = reference.normalise(l === 0 ? image : reference.at(states, l - 1));
      const delta = push(reference.at(states, l));
      up = reference.addMatrix(up, reference.outer(below, delta));
      bias = reference.add(bias, delta);
    };
    const peer = reference.peerTerm(reference.at(running, l), settings.peer);
    for (const [raised, lowered] of pairs) {
      follow(raised, (s) => reference.deltaPositive(s, peer, settings.temperature));
      follow(lowered, (s) => reference.deltaNegative(s, settings.temperature));
    }
    const found = reference.at(layersIn(gradient), l);
    const share = 1 / pairs.length;
    const [weights, biases] = [found.bottomUp, found.bias].map((one) => one.arraySync());
    expectClose(weights as number[][], reference.scaleMatrix(share, up), 1e-5, `up ${l}`, 1e-2);
    expectClose(biases as number[], reference.scale(share, bias), 1e-5, `bias ${l}`, 1e-2);
  });
}

/** The images that are to be lowered: under the wrong labels that will be drawn, or the hybrids. */
function loweredOf(
  system: typeof HYBRID_IMAGES | typeof LABEL_IN_IMAGE,
  network: Network,
  { pixels, labels }: ReturnType<typeof randomPairBatch>,
  strength?: number,
): reference.Matrix {
  if (system === HYBRID_IMAGES)
    return drawHybrids(pixels, hybridSettings, random('hybrids')).arraySync();
  const truth = labels.arraySync();
  const net = referenceUpward(network);
  const readout = network.readout.arraySync();
  const gumbel = random('negatives')
    .uniforms(IMAGES * reference.CLASSES)
    .map((u) => -Math.log(-Math.log(u + 2 ** -25)));
  return pixels.arraySync().map((image, b) => {
    const logits = reference.readoutLogits(
      readout,
      reference.features(net, labelled(image, 'neutral', strength)),
    );
    const chances = logits.map((logit, label) =>
      label === truth[b]
        ? Number.NEGATIVE_INFINITY
        : logit + (gumbel[reference.CLASSES * b + label] as number),
    );
    const wrong = reference.winner(chances);
    expect(wrong).not.toBe(truth[b]);
    return labelled(image, wrong, strength);
  });
}

describe.each(WIDTHS)('a feed-forward network of $widths', ({ widths }) => {
  it.each([{}, { labelStrength: 3 }])(
    'with the label in the image (%o) learns as the equations say, from a wrong label',
    (writing) =>
      freeing(() => {
        const network = randomFeedforward(LABEL_IN_IMAGE, widths);
        const { pixels, labels } = randomPairBatch(IMAGES);
        const learner = { network, meanActivity: means(widths) };
        const batch = { pixels, labels };
        const watched = LABEL_IN_IMAGE.gradient(
          learner,
          batch,
          { ...settings, ...writing },
          random,
        );
        const strength = writing.labelStrength;
        const lowered = loweredOf(LABEL_IN_IMAGE, network, batch, strength);
        const truth = labels.arraySync();
        const pairs = pixels
          .arraySync()
          .map(
            (image, b) =>
              [labelled(image, truth[b] as number, strength), reference.at(lowered, b)] as const,
          );
        expectGradient(network, watched.gradient, pairs);
      }),
  );

  it('against hybrids learns as the equations say', () =>
    freeing(() => {
      const network = randomFeedforward(HYBRID_IMAGES, widths);
      const batch = randomPairBatch(IMAGES);
      const learner = { network, meanActivity: means(widths) };
      const watched = HYBRID_IMAGES.gradient(learner, batch, hybridSettings, random);
      const hybrids = drawHybrids(batch.pixels, hybridSettings, random('hybrids')).arraySync();
      const pairs = batch.pixels
        .arraySync()
        .map((image, b) => [image, reference.at(hybrids, b)] as const);
      expectGradient(network, watched.gradient, pairs);
    }));

  it.each([LABEL_IN_IMAGE, HYBRID_IMAGES])(
    'learns uphill in what each layer alone is after: $name, by finite differences',
    (system) =>
      freeing(() => {
        const network = randomFeedforward(system, widths);
        const batch = randomPairBatch(IMAGES);
        const pairs: (readonly [reference.Vector, reference.Vector])[] = [];
        const alone = { ...hybridSettings, peer: 0 };
        const learner = { network, meanActivity: means(widths) };
        const { gradient } = system.gradient(learner, batch, alone as never, random);
        const lowered = loweredOf(system, network, batch);
        batch.pixels.arraySync().forEach((image, b) => {
          const truth = batch.labels.arraySync()[b] as number;
          const raised = system === HYBRID_IMAGES ? image : labelled(image, truth);
          pairs.push([raised, reference.at(lowered, b)]);
        });
        const net = referenceUpward(network);
        net.forEach((layer, l) => {
          const below = (image: reference.Vector) =>
            reference.normalise(
              l === 0 ? image : reference.at(reference.bottomUpPass(net, image), l - 1),
            );
          const p = (image: reference.Vector, up: reference.Matrix) => {
            const drive = reference.add(reference.times(below(image), up), layer.bias);
            return reference.probability(
              drive.map((x) => Math.max(0, x)),
              alone.temperature,
            );
          };
          const objective = (up: reference.Matrix) =>
            reference.sum(
              pairs.map(([high, low]) => Math.log(p(high, up)) + Math.log(1 - p(low, up))),
            ) / pairs.length;
          const moved = (row: number, column: number, by: number) =>
            layer.up.map((line, r) => line.map((x, c) => (r === row && c === column ? x + by : x)));
          const slopes = layer.up.map((line, r) =>
            line.map(
              (_, c) => (objective(moved(r, c, 1e-6)) - objective(moved(r, c, -1e-6))) / 2e-6,
            ),
          );
          const found = reference.at(layersIn(gradient), l).bottomUp.arraySync();
          const factor = 2 / alone.temperature; // goodness is a square
          expectClose(reference.scaleMatrix(factor, found), slopes, 1e-4, `layer ${l + 1}`, 1e-2);
        });
      }),
  );

  it('answers by the goodness of each label, of all its layers but the first', async () => {
    const network = randomFeedforward(LABEL_IN_IMAGE, widths);
    const { pixels } = randomPairBatch(IMAGES, 3);
    const grey = Uint8Array.from(bits(pixels).map((one) => Math.round(255 * one)));
    const images = {
      name: 'test',
      count: IMAGES,
      rows: SIDE,
      columns: SIDE,
      channels: 1,
      ...TEN,
      pixels: grey,
      labels: new Uint8Array(IMAGES),
    };
    const { goodness } = await lastValueFrom(
      evaluateSystem(LABEL_IN_IMAGE, network, images, settings),
    );
    const net = referenceUpward(network);
    const expected = Array.from({ length: IMAGES }, (_, b) => {
      const image = Array.from(grey.subarray(b * PIXELS, (b + 1) * PIXELS), (one) => one / 255);
      const scores = Array.from({ length: 10 }, (_, label) => {
        const states = reference.bottomUpPass(net, labelled(image, label));
        return reference.score(states.length === 1 ? states : states.slice(1));
      });
      return reference.winner(scores);
    });
    expect([...(goodness as Uint8Array)]).toEqual(expected);
  });

  it('by backpropagation goes down the slope of the cross entropy', () =>
    freeing(() => {
      const network = randomFeedforward(BACKPROPAGATION, widths);
      const { pixels, labels } = randomPairBatch(IMAGES);
      const learner = { network, meanActivity: [] };
      const { gradient } = BACKPROPAGATION.gradient(learner, { pixels, labels }, settings, random);
      const [images, truth] = [pixels.arraySync(), labels.arraySync()];
      const net = referenceUpward(network);
      const readout = network.readout.arraySync();
      const loss = (layers: readonly reference.Layer[], top: reference.Matrix) => {
        const each = images.map((image, b) => {
          const last = layers.reduce<reference.Vector>(
            (below, { up, bias }) =>
              reference.add(reference.times(below, up), bias).map((x) => Math.max(0, x)),
            image,
          );
          const chances = reference.softmax(reference.times(last, top));
          return -Math.log(chances[truth[b] as number] as number);
        });
        return reference.sum(each) / images.length;
      };
      const step = 1e-6;
      const slope = (change: (by: number) => number) => (change(step) - change(-step)) / (2 * step);
      const bumped = (matrix: reference.Matrix, row: number, column: number, by: number) =>
        matrix.map((line, r) => line.map((x, c) => (r === row && c === column ? x + by : x)));
      net.forEach((layer, l) => {
        const slopes = layer.up.map((line, row) =>
          line.map((_, column) =>
            slope((by) =>
              loss(
                net.map((one, at) =>
                  at === l ? { ...one, up: bumped(one.up, row, column, by) } : one,
                ),
                readout,
              ),
            ),
          ),
        );
        const found = reference.at(layersIn(gradient), l).bottomUp.arraySync();
        expectClose(found, reference.scaleMatrix(-1, slopes), 1e-4, `up ${l}`, 1e-2);
      });
      const slopes = readout.map((line, row) =>
        line.map((_, column) => slope((by) => loss(net, bumped(readout, row, column, by)))),
      );
      expectClose(
        gradient.readout.arraySync(),
        reference.scaleMatrix(-1, slopes),
        1e-4,
        'readout',
        1e-2,
      );
    }));
});
