import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrained } from '../../src/learning/network-file';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { disposeNetwork, type Network } from '../../src/network/network';
import { bytesNamed } from '../../src/network/safetensors';
import { overWindow, ranked, scoresByStep } from '../../src/observation/scores';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';
import { smoothed } from '../../src/web/page/smoothed';
import { BEGINNING, type PageState } from '../../src/web/scene/page-state';
import { picturesOf } from '../../src/web/scene/pictures';
import { sceneOf, windowOf } from '../../src/web/scene/scene-of';
import { stateAt, TOUR } from '../../src/web/scene/tour-stops';
import { watch } from '../../src/web/worker/watch';
import { grey, TEN } from '../support/shapes';

const DIGITS = { ...grey(28, 28), classNames: TEN.classNames, perception: PAPER_PERCEPTION };
const PIXELS = 784;
/** The network that the page begins with: src/web/networks.json. */
const OF_THE_PAGE = 'recurrent-500-500-shifted';

let network: Network;
beforeAll(async () => {
  const bytes = readFileSync(path.resolve('models', `${OF_THE_PAGE}.safetensors`));
  ({ network } = await readTrained(RECURRENT, bytesNamed(OF_THE_PAGE, bytes)));
});
afterAll(() => disposeNetwork(network));

/** What there is to see at a stop, or at one that a person has turned. */
function seenAt(title: string, change: Partial<PageState> = {}) {
  const stop = TOUR.findIndex((one) => one.title === title) + 1;
  expect(stop).toBeGreaterThan(0);
  const state = { ...stateAt(stop), ...change };
  const scene = sceneOf(state, DIGITS, undefined);
  const watched = watch(network, scene);
  const scores = scoresByStep(watched.goodness);
  const order = ranked(overWindow(scores, windowOf(state)), 'most');
  const expected = (step: number) =>
    Array.from({ length: watched.hypotheses }, (_, at) => {
      const place = (step * watched.hypotheses + at) * PIXELS;
      return watched.expected.subarray(place, place + PIXELS);
    });
  return { ...watched, state, scene, scores, order, answer: order[0], expected };
}

/** How much the best score of a step is above the next one. */
function lead(scores: readonly number[]): number {
  const [best = 0, next = 0] = ranked(scores, 'most').map((label) => scores[label] ?? 0);
  return best - next;
}

/** Pearson's correlation. */
function likeness(some: ArrayLike<number>, others: ArrayLike<number>): number {
  const apart = (all: ArrayLike<number>) => {
    const values = Array.from(all);
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    return values.map((one) => one - mean);
  };
  const [one, other] = [apart(some), apart(others)];
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
}

describe('what the tour says is so', () => {
  it('of a boring video: the pixels are those of a 4 at every step', () => {
    const { scene, state, answer } = seenAt('An image as a boring video');
    expect(state.picture).toMatchObject({ kind: 'digit', digit: 4 });
    expect(new Set(scene.shown)).toEqual(new Set([0]));
    expect(answer).toBe(4);
  });

  it('of the race: ten labels, and the one of the highest goodness is right', () => {
    const { hypotheses, answer, state } = seenAt('Ten hypotheses race');
    expect([hypotheses, answer]).toEqual([10, 4]);
    expect(state.step).toBe(state.last);
  });

  it('of what a label expects: all follow the image, differ at the end, and are the same at first', () => {
    const { expected, state, scene, answer } = seenAt('What a label expects');
    expect(answer).toBe(2);
    const [image] = scene.pictures as [Uint8Array];
    for (const one of expected(state.step)) expect(likeness(one, image)).toBeGreaterThan(0.25);
    expect(new Set(expected(state.step).map(String)).size).toBe(10);
    expect(new Set(expected(0).map(String)).size).toBe(1);
  });

  it('of two readings: a 3 and an 8 stay close, and the answer flips between them', () => {
    const { order, scores, state } = seenAt('Two readings of one image');
    expect(new Set(order.slice(0, 2))).toEqual(new Set([3, 8]));
    const ofAll = overWindow(scores, windowOf(state)).toSorted((one, other) => other - one);
    const [best = 0, next = 0] = ofAll;
    expect(best - next).toBeLessThan((best - (ofAll.at(-1) ?? 0)) / 10);
    const answers = [0, 0.5, 1].map((level) => {
      const picture = { kind: 'morph', digits: [3, 8], item: 1, level } as const;
      return seenAt('Two readings of one image', { picture }).answer;
    });
    expect([answers[0], answers[2]]).toEqual([3, 8]);
  });

  it('of noise: the race is closer from the first step on', () => {
    const noisy = seenAt('Under noise');
    const clean = seenAt('Under noise', { noise: 0 });
    for (const [step, scores] of noisy.scores.entries())
      if (step > 0) expect(lead(scores)).toBeLessThan(lead(clean.scores[step] ?? []));
    expect(noisy.onePass.every((share) => share > 0)).toBe(true);
  });

  it('of silent connections: layer 1 is the same under all labels, and the race is closer', () => {
    const without = seenAt('Without top-down connections');
    const withThem = seenAt('Without top-down connections', { topDownLost: 0 });
    const [lowest, top] = [0, 1].map((layer) =>
      without.goodness.map((step) => new Set(step.map((one) => one[layer])).size),
    );
    expect(new Set(lowest)).toEqual(new Set([1]));
    expect(top?.slice(1).every((different) => different > 1)).toBe(true);
    const last = without.state.steps;
    expect(new Set(withThem.goodness[last]?.map(([one]) => one)).size).toBe(10);
    expect(lead(without.scores[last] ?? [])).toBeLessThan(lead(withThem.scores[last] ?? []));
  });

  it('of imagery: over black pixels, what is expected is most like a 3, and bluest where a 3 has no ink', () => {
    const { scene, state, expected } = seenAt('Imagery: a label without an image');
    expect([scene.pictures, scene.silent, state.held]).toEqual([[], true, 3]);
    const [drawn] = expected(state.step) as [Float32Array];
    const each = Array.from({ length: 10 }, (_, digit) => likeness(drawn, meanDigit(digit)));
    expect(ranked(each, 'most')[0]).toBe(3);
    const bluest = ranked([...smoothed(drawn, DIGITS)], 'least').slice(0, 40);
    const ink = Array.from({ length: 10 }, (_, digit) => {
      const mean = meanDigit(digit);
      return bluest.reduce((sum, at) => sum + (mean[at] ?? 0), 0);
    });
    expect(ranked(ink, 'most').at(-1)).toBe(3);
  });

  it('of a real video: goodness falls while the digit is away, and rises again', () => {
    const { scene, scores, state, answer } = seenAt('A real video');
    expect(new Set(scene.shown).size).toBe(state.steps + 1);
    expect(answer).toBe(2);
    const ofTwo = scores.map((step) => step[2] ?? 0);
    const best = (from: number, to: number) => Math.max(...ofTwo.slice(from, to));
    const away = Math.min(...ofTwo.slice(6, 12));
    expect(away).toBeLessThan(best(1, 6));
    expect(best(12, 17)).toBeGreaterThan(away);
  });
});

/** The mean of many digits that the program draws. */
function meanDigit(digit: number): Float64Array {
  const mean = new Float64Array(PIXELS);
  for (let item = 0; item < 50; item++) {
    const [pixels = []] = picturesOf(
      { ...BEGINNING, picture: { kind: 'digit', digit, item } },
      DIGITS,
      undefined,
    );
    for (const [at, value] of pixels.entries()) mean[at] = (mean[at] ?? 0) + value / 50;
  }
  return mean;
}
