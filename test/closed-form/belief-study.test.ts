import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import {
  calibratingTemperature,
  calibrationErrors,
  equalMassBins,
} from '../../src/experiments/belief/calibration';
import { choiceWeight, cueStrength } from '../../src/experiments/belief/cue';
import { heldAt, type PathRow, twoStatesAt, wrongAt } from '../../src/experiments/belief/rows';
import { softmaxRow } from '../../src/experiments/belief/softmax-row';
import { errors } from '../../src/experiments/belief/tables';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';
import { mean } from '../../src/statistics/mean';

/** A class drawn with these probabilities. */
function drawn(p: Float64Array, uniform: number): number {
  let below = 0;
  const at = p.findIndex((one) => {
    below += one;
    return uniform < below;
  });
  return at < 0 ? p.length - 1 : at;
}

describe('calibration', () => {
  it('finds the temperature that logits were made too sure by', () => {
    const random = randomStream(3, 'test', 'calibration');
    const rows = Array.from({ length: 4000 }, () => Array.from(random.normals(4), (x) => 2 * x));
    const labels = rows.map((row) => drawn(softmaxRow(row), random.uniform()));
    const logits = Float32Array.from(rows.flat(), (x) => 3 * x);
    const found = calibratingTemperature({ logits, labels, classes: 4 });
    expect(found).toBeGreaterThan(2.8);
    expect(found).toBeLessThan(3.2);
  });

  it('is in error by the mean over bins of how far right lies from sure', () => {
    const bin = (confidence: number, right: number, of: number) =>
      Array.from({ length: of }, (_, at) => ({ confidence, right: at < right }));
    // 0.6 and 1 of 4 right: 0.35 too sure; 0.9 and 4 of 4: 0.1 too little
    const answers = [...bin(0.9, 4, 4), ...bin(0.6, 1, 4)];
    expect(mean(calibrationErrors(answers, 2))).toBeCloseTo((0.35 + 0.1) / 2, 12);
    expect(mean(calibrationErrors(answers, 1))).toBeCloseTo(0.75 - 5 / 8, 12);
    expect(equalMassBins(answers, 2).map(({ length }) => length)).toEqual([4, 4]);
    expect(equalMassBins(answers.slice(0, 2), 15)).toHaveLength(2);
  });
});

describe('cues', () => {
  it('are worth the log of how much more probable they make what they say', () => {
    expect(cueStrength(0.1, 10)).toBeCloseTo(0, 12);
    expect(cueStrength(0.9, 10)).toBeCloseTo(Math.log(81), 12);
  });

  it.each([0, 1, 2])('weigh in choices what they were given: %i', (weight) => {
    const random = randomStream(5, 'test', 'choices', weight);
    const strength = cueStrength(0.7, 10);
    const choices = Array.from({ length: 3000 }, () => {
      const evidence = Array.from(random.normals(10), (x) => 2 * x);
      const cue = random.integer(0, 9);
      const p = softmaxRow(evidence.map((x, k) => 1.5 * (x + (k === cue ? weight * strength : 0))));
      return { evidence, cue, strength, choice: drawn(p, random.uniform()) };
    });
    expect(Math.abs(choiceWeight(choices) - weight)).toBeLessThan(0.2);
  });
});

it('answers over time are read step by step, and beginnings by whether they are held', () => {
  const answer = { kind: 'answer', item: 0, label: 3, by: 'goodness', answers: '533' } as const;
  expect([0, 1, 9].map((step) => wrongAt(answer, step))).toEqual([100, 0, 0]);
  const held = { first: '333', other: '885', labels: '38' };
  const path: PathRow = { kind: 'path', item: 0, share: 0.5, temperature: 1, ...held };
  expect([0, 2].map((step) => heldAt(path, step))).toEqual([2, 1]);
  expect([0, 2].map((step) => twoStatesAt(path, step))).toEqual([100, 0]);
});

describe('errors of belief', () => {
  it('are those at the end of each network’s own window, unless a step is told', () => {
    const answered = (first: number, last: number) => ({
      ...{ name: `${first}-${last}`, seed: 1 },
      perception: { ...PAPER_PERCEPTION, window: { first, last } },
      // Taken for label 7 up to step 5, and for its own from step 6 on.
      rows: [{ kind: 'answer', item: 0, label: 3, by: 'goodness', answers: '777777333' }] as const,
    });
    const all = [answered(3, 5), answered(4, 6)];
    expect(errors(all, 'goodness')).toEqual([[100], [0]]);
    expect(errors(all, 'goodness', 8)).toEqual([[0], [0]]);
  });
});
