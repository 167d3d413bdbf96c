import { describe, expect, it } from 'vitest';
import {
  accumulatedLeads,
  conditionAt,
  conditionName,
  confidence,
} from '../../src/experiments/reaction-time/measure';
import {
  rankProducts,
  ranks,
  react,
  thresholdFor,
} from '../../src/experiments/reaction-time/reaction';
import {
  BY_READOUT,
  OVER_TIME,
  type ReactionRow,
  type ReactionTrial,
  reactionCosts,
  reactionsWithin,
  reactionTrials,
  trialsUnder,
  wrongAnswers,
} from '../../src/experiments/reaction-time/rows';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { first } from '../../src/images/split';
import { blur } from '../../src/images/stimuli/blur';
import { InputError } from '../../src/input/errors';

describe('accumulated scores', () => {
  it('name the label that is ahead, and by how much, after each step', () => {
    const scores = [
      [1, 3, 2, 5, 5, 0],
      [4, 1, 0, 0, 1, 2],
    ].map((step) => Float32Array.from(step));
    const { answers, leads } = accumulatedLeads(scores, 3);
    expect(answers.map((step) => Array.from(step))).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(leads.map((step) => Array.from(step))).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });
});

const trial = { answers: [7, 8, 9], leads: [0.5, 1, 3] };

describe('a reaction', () => {
  it.each([
    { threshold: 0, step: 1, answer: 7 },
    { threshold: 0.5, step: 1, answer: 7 },
    { threshold: 0.6, step: 2, answer: 8 },
    { threshold: 2, step: 3, answer: 9 },
    { threshold: 99, step: 3, answer: 9 },
  ])('to a threshold of $threshold comes at step $step', ({ threshold, step, answer }) => {
    expect(react(trial, threshold)).toEqual({ step, answer });
  });

  it('may be slowed as far as its mean cost allows', () => {
    const trials = [trial, { answers: [0, 0, 0], leads: [2, 2, 2] }];
    const steps = (threshold: number) =>
      trials.reduce((sum, one) => sum + react(one, threshold).step, 0) / 2;
    const chosen = thresholdFor(trials, (step) => step, 1.5);
    expect(chosen).toBeGreaterThan(0.5); // there the first trial waits for its second step
    expect(chosen).toBeLessThanOrEqual(1);
    expect(steps(chosen)).toBe(1.5);
    expect(thresholdFor(trials, (step) => step, 3)).toBeGreaterThan(3);
    expect(thresholdFor(trials, (step) => 10 * step, 1)).toBeLessThan(1e-4);
  });
});

describe('rank correlation', () => {
  const mean = (values: Float64Array) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;

  it('shares ranks among equals', () => {
    expect(Array.from(ranks([5, 1, 5, 0]))).toEqual([2.5, 1, 2.5, 0]);
  });

  it('is 1 where order is the same, −1 where it is turned round, 0 where nothing differs', () => {
    expect(mean(rankProducts([1, 2, 9], [0, 5, 6]))).toBeCloseTo(1, 12);
    expect(mean(rankProducts([1, 2, 9], [3, 2, 1]))).toBeCloseTo(-1, 12);
    expect(Array.from(rankProducts([1, 2, 9], [4, 4, 4])).every((one) => one === 0)).toBe(true);
  });

  it('is Spearman’s: 1 − 6 Σ d² / (n³ − n) without equals', () => {
    // Ranks 0 1 2 3 4 against 1 0 2 4 3: Σ d² = 4.
    expect(mean(rankProducts([1, 2, 3, 4, 5], [20, 10, 30, 50, 40]))).toBeCloseTo(0.8, 12);
  });
});

describe('confidence', () => {
  it('is the softmax of the greatest logit', () => {
    const found = confidence(Float32Array.of(0, Math.log(3), 1000, 0), 2);
    expect(found[0]).toBeCloseTo(0.75, 6);
    expect(found[1]).toBeCloseTo(1, 6);
  });
});

describe('trials', () => {
  const trials = [
    { ...{ condition: 'clean', image: 0, label: 7, atOnce: {}, confidence: 0.9 }, ...trial },
    {
      ...{ condition: 'blur:1.5', image: 0, label: 0, atOnce: {}, confidence: 0.5 },
      ...{ answers: [0, 0, 0], leads: [2, 2, 2] },
    },
  ];
  const network = { trials, costs: { until: (step: number) => 10 * step, atOnce: {} } };

  it('are taken together by condition', () => {
    expect(trialsUnder('clean')(network)).toEqual([trials[0]]);
    expect(trialsUnder('blur:1.5', 'clean')(network)).toEqual(trials);
  });

  it('are answered within a mean of steps, or of what steps cost', () => {
    const steps = (reactions: readonly { step: number }[]) => reactions.map(({ step }) => step);
    expect(steps(reactionsWithin(trials, 1.5))).toEqual([2, 1]);
    expect(steps(reactionsWithin(trials, 15, network.costs.until))).toEqual([2, 1]);
    expect(steps(reactionsWithin(trials, 1))).toEqual([1, 1]);
  });

  it('are wrong by 0 or 100, and an image by the mean of its conditions', () => {
    const answered = ({ answers }: ReactionTrial) => answers[1];
    expect(trials.map((one) => wrongAnswers([one], answered))).toEqual([[100], [0]]);
    expect(wrongAnswers(trials, answered)).toEqual([50]);
    const more = [...trials, { ...(trials[1] as (typeof trials)[number]), image: 4 }];
    expect(wrongAnswers(more, answered)).toEqual([50, 0]);
  });

  it('are neither right nor wrong where there is no answer', () => {
    expect(() => wrongAnswers(trials, ({ answers }) => answers[3])).toThrow('no answer');
  });
});

describe('a condition by name', () => {
  const images = first(drawnDigits().test, 4);

  it('is applied at its strength', () => {
    const { name, apply } = conditionAt('blur:1.5');
    expect(name).toBe('blur:1.5');
    expect(apply(images, 1).pixels).toEqual(blur.apply(images, 1.5, 1).pixels);
    expect(['blur:1.5', 'blur:1.50', 'blur:15e-1'].map((one) => conditionName.parse(one))).toEqual(
      Array(3).fill('blur:1.5'),
    );
    expect(conditionName.parse('clean:0')).toBe('clean');
    expect(() => conditionAt('blur')).toThrow('write blur:0.75');
    expect(conditionAt('clean').apply(images, 1).pixels).toEqual(images.pixels);
  });

  it.each([...['fog:1', 'blur:x', 'blur:-1', 'blur', 'blur:', 'blur:1:2', 'clean:x']])(
    'is refused where there is none, before there are images: %s',
    (name) => {
      expect(() => conditionAt(name)).toThrow(InputError);
      expect(conditionName.safeParse(name).success).toBe(false);
    },
  );
});

describe('rows of a reaction', () => {
  const about = { condition: 'clean', image: 4, label: 9 };
  const row = (by: string, step: number, answer: number, lead: number | null): ReactionRow => ({
    ...{ ...about, by, step, answer, lead, millions: 1 + step },
  });
  const rows = [
    row(BY_READOUT, 0, 9, 0.9),
    row(OVER_TIME, 1, 4, 0.1),
    row(OVER_TIME, 2, 9, 0.4),
    { ...row('backpropagation', 0, 4, null), millions: 0.5 },
  ];

  it('are put together image by image', () => {
    expect(reactionTrials([...rows, { ...row(BY_READOUT, 0, 1, 0.2), image: 5 }])).toEqual([
      {
        ...about,
        answers: [4, 9],
        leads: [0.1, 0.4],
        atOnce: { [BY_READOUT]: 9, backpropagation: 4 },
        confidence: 0.9,
      },
      {
        ...{ ...about, image: 5, answers: [], leads: [] },
        ...{ atOnce: { [BY_READOUT]: 1 }, confidence: 0.2 },
      },
    ]);
  });

  it('tell what an answer costs', () => {
    const { until, atOnce } = reactionCosts(rows);
    expect([until(1), until(2)]).toEqual([2, 3]);
    expect(atOnce).toEqual({ [BY_READOUT]: 1, backpropagation: 0.5 });
  });
});
