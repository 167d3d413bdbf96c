import { describe, expect, it } from 'vitest';
import { windowErrors } from '../../src/experiments/dynamics/measure';
import { shareAbove, spectrum } from '../../src/experiments/dynamics/settling';
import { AS_TRAINED, waysOfMoving } from '../../src/experiments/dynamics/ways';
import { answerLetters, letterAt } from '../../src/experiments/measures/answer-letters';
import { stateDistances } from '../../src/experiments/measures/likeness';

const overTime = (steps: number, value: (step: number) => number) =>
  Array.from({ length: steps }, (_, step) => value(step));
const variances = (series: readonly number[]) =>
  spectrum(series.map((value) => [value])).map(({ variance }) => variance);

describe('the spectrum', () => {
  it('of a wave has half its squared height at its frequency, and nothing elsewhere', () => {
    const wave = overTime(16, (step) => 5 + 3 * Math.sin((2 * Math.PI * 4 * step) / 16));
    const found = spectrum(wave.map((value) => [value]));
    expect(found.map(({ frequency }) => frequency)).toEqual(overTime(8, (at) => (at + 1) / 16));
    for (const { frequency, variance } of found)
      expect(variance).toBeCloseTo(frequency === 0.25 ? 4.5 : 0, 10);
  });

  it('of a state that is there and back has all of it at a half', () => {
    expect(variances(overTime(8, (step) => (step % 2 === 0 ? 2 : -2))).at(-1)).toBeCloseTo(4, 10);
  });

  it.each([7, 8])('adds up to the variance, mean over series, in %i steps', (steps) => {
    const values = overTime(steps, (step) => step ** 2 - 3 * step);
    const others = overTime(steps, (step) => 1 / (1 + step));
    const variance = (series: readonly number[]) => {
      const mean = series.reduce((sum, one) => sum + one, 0) / steps;
      return series.reduce((sum, one) => sum + (one - mean) ** 2, 0) / steps;
    };
    const found = spectrum(values.map((value, step) => [value, others[step] as number]));
    expect(found.reduce((sum, one) => sum + one.variance, 0)).toBeCloseTo(
      (variance(values) + variance(others)) / 2,
      8,
    );
  });

  it('is parted at a frequency, which belongs to what is below', () => {
    const lines = [
      { frequency: 0.25, variance: 3 },
      { frequency: 0.5, variance: 1 },
    ];
    expect(shareAbove(lines, 0.25)).toBe(0.25);
    expect(shareAbove(lines, 0.2)).toBe(1);
    expect(shareAbove([{ frequency: 0.5, variance: 0 }], 0.25)).toBe(0);
  });
});

describe('states', () => {
  it('lie apart by the root mean square over units of their difference', () => {
    const distances = stateDistances([1, 2, 0, 0], [1, 2, 3, 4], 2);
    expect(Array.from(distances)).toEqual([0, Math.sqrt(12.5)]);
  });
});

/** Two images, two classes, three steps: image 0 changes its mind at step 2, image 1 never does. */
const scores = [
  [3, 1, 0, 1],
  [1, 2, 0, 1],
  [0, 4, 0, 1],
].map((step) => Float32Array.from(step));

describe('answers', () => {
  it('are a letter a step, and read back', () => {
    const letters = answerLetters(scores, 2);
    expect(letters).toEqual(['011', '111']);
    expect([0, 1, 2].map((step) => letterAt(letters[0] as string, step))).toEqual([0, 1, 1]);
    expect(letterAt('a', 0)).toBe(10);
    expect(letterAt('a', 1)).toBeNaN();
  });

  it('are judged by every window', () => {
    // Image 0 sums to (3, 1), (4, 3), (4, 7) from step 1, to (1, 2) and on from step 2.
    const found = windowErrors(scores, [0, 1], 2).map(({ first, last, wrong }) => [
      first,
      last,
      wrong,
    ]);
    expect(found).toEqual([
      [1, 1, 0],
      [1, 2, 0],
      [1, 3, 0.5],
      [2, 2, 0.5],
      [2, 3, 0.5],
      [3, 3, 0.5],
    ]);
  });
});

describe('ways of moving', () => {
  it('differ from the network’s own in one thing each, and leave out what it does already', () => {
    const ways = waysOfMoving({ damping: 0.3, schedule: 'alternating' }, [0, 0.3]);
    const own = ways[0];
    expect(own).toEqual({
      ...{ way: AS_TRAINED, damping: 0.3, order: 'alternating', start: 'bottom-up' },
    });
    expect(ways.slice(1).map(({ way }) => way)).toEqual([
      'damping 0',
      'synchronous',
      'asynchronous',
      'start: silent',
      'start: another image',
    ]);
    for (const way of ways.slice(1))
      expect(
        (['damping', 'order', 'start'] as const).filter((name) => way[name] !== own?.[name]),
      ).toHaveLength(1);
  });
});
