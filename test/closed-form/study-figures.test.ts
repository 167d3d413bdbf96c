import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Figure } from '../../src/charts/figure';
import { ambiguityFigures } from '../../src/experiments/ambiguity/figures';
import { ambiguityRows, flippedAt, pairRows } from '../../src/experiments/ambiguity/rows';
import { beliefFigures } from '../../src/experiments/belief/figures';
import { BELIEF_OPTIONS } from '../../src/experiments/belief/measure';
import type { BeliefRow } from '../../src/experiments/belief/rows';
import { lesionFigures } from '../../src/experiments/lesions/figures';
import { REACTION_OPTIONS } from '../../src/experiments/reaction-time/measure';
import { BY_READOUT, trialsUnder } from '../../src/experiments/reaction-time/rows';
import { computationFigure } from '../../src/experiments/reaction-time/trade-off-figures';
import { BY_GOODNESS, BY_ONE_PASS, byStep } from '../../src/experiments/watching/frame-scores';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';

async function namesOf(figures: AsyncIterable<Figure>): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of figures) names.push(name);
  return names;
}

describe('figures of ambiguity', () => {
  const images = drawnDigits({ training: 200, test: 10, seed: 1 }).training;
  const items = [{ source: 'real', labels: [0, 2], at: () => new Float64Array() }] as const;
  /** What a network says of the pair at both ends, in every reading that is named. */
  const measured = (readings: readonly string[], start: number[], end: number[]) => {
    const along = [Float32Array.from(start), Float32Array.from(end)];
    const scores = new Map(readings.map((reading) => [reading, along]));
    return {
      name: 'n',
      seed: 1,
      perception: PAPER_PERCEPTION,
      rows: ambiguityRows(scores, items, [0, 1]),
    };
  };
  const readings = [BY_GOODNESS, BY_ONE_PASS, byStep(1)];
  const drawn = (...end: number[]) =>
    namesOf(ambiguityFigures([measured(readings, [3, 0, 1], end)], { images, shares: 2, seed: 1 }));

  it('leave out the widths where no pair is right at both ends', async () => {
    expect(await drawn(1, 0, 3)).toEqual(['morphs', 'flips', 'width-by-step', 'goodness']);
    expect(await drawn(2, 0, 1)).toEqual(['morphs', 'flips', 'goodness']);
  });

  it('speak of feed-forward networks only where there are some', async () => {
    const captionWith = async (...more: string[]) => {
      const all = [measured([...readings, ...more], [3, 0, 1], [1, 0, 3])];
      for await (const one of ambiguityFigures(all, { images, shares: 2, seed: 1 }))
        if (one.name === 'flips') return one.caption;
      return undefined;
    };
    expect(await captionWith()).not.toContain('feed-forward');
    expect(await captionWith('backpropagation')).toContain(
      'others: feed-forward networks of the same sizes and seeds',
    );
  });

  it('count no pair as one that has not flipped where it was not read', () => {
    const [network] = pairRows([measured(readings, [3, 0, 1], [1, 0, 3])], 'real');
    const rows = network?.rows ?? [];
    expect([0.4, 0.5].map((share) => flippedAt(rows, BY_GOODNESS, share))).toEqual([0, 100]);
    expect(flippedAt(rows, 'backpropagation', 0.5)).toBeNaN();
  });
});

describe('the figure of error by computation', () => {
  it('speaks of feed-forward networks only where there are some', async () => {
    const captionOf = async (...by: string[]) => {
      const costs = {
        until: (step: number) => step,
        atOnce: Object.fromEntries(by.map((one) => [one, 1])),
      };
      const answers = new Array(12).fill(1);
      const trial = {
        ...{ condition: 'clean', image: 0, label: 1, confidence: 1, answers },
        ...{ leads: answers, atOnce: costs.atOnce },
      };
      const drawing = {
        ...{ ...z.object(REACTION_OPTIONS).parse({}), images: 1, split: 'validation' as const },
        ...{
          shown: '1 image',
          networks: [{ trials: [trial], costs }],
          sets: [{ title: 'clean', trials: trialsUnder('clean') }],
        },
      };
      return (await computationFigure(drawing)).caption;
    };
    expect(await captionOf(BY_READOUT)).not.toContain('feed-forward');
    expect(await captionOf(BY_READOUT, 'backpropagation')).toContain(
      'Others: feed-forward networks of as many units and the same seeds',
    );
  });
});

describe('the figure of errors of belief', () => {
  it('begins at 0, so that no error looks like none', async () => {
    const by = ['goodness', 'agreement', 'readout', 'top-down', 'top-down-of-believed', 'one-pass'];
    // Half of them are right: an interval that ends far above 0.
    const rows = Array.from({ length: 40 }, (_, item) =>
      by.map((by) => ({ kind: 'answer', item, label: 1, by, answers: item % 2 ? '00' : '11' })),
    ).flat() as BeliefRow[];
    const network = { name: 'n', seed: 1, perception: PAPER_PERCEPTION, rows };
    const images = drawnDigits({ training: 20, test: 1, seed: 1 }).training;
    const options = { ...z.object(BELIEF_OPTIONS).parse({}), images: 40 } as never;
    const { value } = await beliefFigures([network], images, { options }).next();
    expect(value.svg.match(/>0</g)).toHaveLength(2); // one on each axis
  });
});

describe('figures of lesions', () => {
  it('are one fewer where networks have no connections from above in common', async () => {
    const rowsOf = (targets: readonly string[]) =>
      targets.flatMap((target) =>
        [0, 1].flatMap((share) =>
          [false, true].map((rescaled) => ({
            ...{ target, share, rescaled, condition: 'clean', image: 0 },
            ...{ goodness: 100 * share, readout: 50 * share },
          })),
        ),
      );
    const drawn = (...targets: string[][]) =>
      namesOf(
        lesionFigures(
          targets.map((some, at) => ({
            name: `${at}`,
            seed: at,
            perception: PAPER_PERCEPTION,
            rows: rowsOf(some),
          })),
          '1 image',
        ),
      );
    const [low, high] = ['label into layer 1', 'label into the highest layer'] as const;
    const units = 'units of layer 1';
    expect(await drawn([units, low], [units, low])).toEqual(['error-by-share', 'cost-of-top-down']);
    expect(await drawn([units, low], [units, high])).toEqual(['error-by-share']);
  });
});
