import { describe, expect, test } from 'vitest';
import { ARMS, multiplyAddsOf, parametersIn } from '../../src/experiments/factorial/arms';
import { DIETS } from '../../src/experiments/factorial/diets';
import { imagesOfSeed, JUDGED, judgedSchema } from '../../src/experiments/factorial/judged';
import { recognitionCost } from '../../src/experiments/factorial/recognition-cost';
import { RULES } from '../../src/experiments/factorial/rules';
import { differencesBySeed } from '../../src/experiments/factorial-contrasts/claims';
import { commitsInWords } from '../../src/experiments/factorial-contrasts/comparable';
import { cell } from '../../src/experiments/factorial-contrasts/contrast';
import { CONTRASTS } from '../../src/experiments/factorial-contrasts/contrasts';
import { errorsByArm } from '../../src/experiments/factorial-contrasts/figures';
import { RULE_CONTRASTS } from '../../src/experiments/factorial-contrasts/rule-contrasts';
import { suggestedContrasts } from '../../src/experiments/factorial-contrasts/suggested-contrasts';
import type { FactorialTrial } from '../../src/experiments/factorial-contrasts/trials';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { servingsOf } from '../../src/images/stimuli/diet';
import { disposeLearner, newLearner } from '../../src/learning/learner';
import { sizesOf } from '../../src/network/architecture';
import { checkArchitecture } from '../../src/network/check-architecture';
import { layersOf } from '../../src/network/neighbours';
import { weightsIn } from '../../src/network/network';

const layers = layersOf({ pixels: 784, hidden: [300, 300], classes: 10 });
const made = (arm: keyof typeof ARMS) => ARMS[arm].architecture(layers);

describe('arms', () => {
  test('are networks, each', () => {
    for (const { architecture } of Object.values(ARMS)) checkArchitecture(architecture(layers));
  });

  test('lateral connections are as many weights as the top-down ones', () => {
    expect(weightsIn(made('top-down')) - weightsIn(made('none'))).toBe(300 * 300);
    expect(weightsIn(made('lateral'))).toBe(weightsIn(made('top-down')));
    expect(weightsIn(made('both')) - weightsIn(made('lateral'))).toBe(300 * 300);
  });

  test.each([
    ['wide-by-parameters', parametersIn, 361],
    ['wide-by-multiply-adds', multiplyAddsOf, undefined],
  ] as const)('%s is as large as with top-down connections', (arm, measure, units) => {
    const [wide, wanted] = [measure(made(arm)), measure(made('top-down'))];
    expect(Math.abs(wide / wanted - 1)).toBeLessThan(0.005);
    // 784 w + w² + 10 w + 2 w + 10 w = 421,800 at w = 361.3.
    if (units !== undefined) expect(sizesOf(made(arm)).hidden).toEqual([units, units]);
    expect(weightsIn(made(arm))).toBeGreaterThan(weightsIn(made('none')));
  });

  test('the narrower layer is widened as much, in proportion, as the wider one', () => {
    const uneven = layersOf({ pixels: 784, hidden: [400, 100], classes: 10 });
    const [lower, higher] = sizesOf(ARMS['wide-by-parameters'].architecture(uneven)).hidden;
    expect((lower as number) / (higher as number)).toBeCloseTo(4, 1);
  });
});

describe('what it costs to recognise an image', () => {
  const small = layersOf({ pixels: 4, hidden: [3, 2], classes: 10 });
  const costs = (arm: keyof typeof ARMS, rule: keyof typeof RULES) =>
    RULES[rule](
      { architecture: ARMS[arm].architecture(small), seed: 1, epochs: 1 },
      ({ system, architecture, settings }) => {
        const learner = newLearner(architecture, 1);
        try {
          return recognitionCost(system, learner.network, settings);
        } finally {
          disposeLearner(learner);
        }
      },
    );
  // The label is joined to layer 2, and the readout reads layer 2.
  const [up, between, label, readout] = [4 * 3 + 3 * 2, 3 * 2, 10 * 2, 2 * 10];

  test('by forward-forward, all labels are tried at all steps', () => {
    expect(costs('top-down', 'forward-forward')).toBe(
      multiplyAddsOf(ARMS['top-down'].architecture(small)),
    );
    // One pass, the labels once; the label is in layer 2 after step 1, in layer 1 after step 2, and comes up from there.
    const steps = 2 * between + (between + 10 * between) + 6 * 20 * between;
    expect(costs('top-down', 'forward-forward')).toBe(up + 10 * label + steps);
  });

  test('through time, no label is tried: five steps, and the readout at three', () => {
    expect(costs('top-down', 'backpropagation-through-time')).toBe(
      up + 5 * 2 * between + 3 * readout,
    );
    expect(costs('none', 'backpropagation-through-time')).toBe(up + 5 * between + 3 * readout);
  });

  test('by predictive coding, predictions and errors are exchanged at ten steps', () => {
    const exchanged = 2 * 10 * (2 * between + label + readout);
    expect(costs('top-down', 'predictive-coding')).toBe(up + readout + exchanged);
  });
});

describe('what networks learn from and are judged by', () => {
  test('diets are conditions that there are', () => {
    for (const words of Object.values(DIETS))
      expect(words.flatMap(servingsOf)).toHaveLength(words.length);
  });

  test('ten seeds have different images, each seed always the same', () => {
    const { training } = drawnDigits({ training: 50, test: 10, seed: 1 });
    const marked = { ...training, labels: Uint8Array.from({ length: 50 }, (_, at) => at) };
    const seen = Array.from({ length: 10 }, (_, at) => imagesOfSeed(marked, 5, at + 1));
    expect(new Set(seen.flatMap(({ labels }) => [...labels])).size).toBe(50);
    expect(imagesOfSeed(marked, 5, 3)).toEqual(seen[2]);
    expect(() => imagesOfSeed(marked, 51, 3)).toThrow('judge by 50 at most');
  });
});

describe('seeds of one contrast', () => {
  const judged = JUDGED.map((named) => ({ ...named, goodness: 4, readout: 5 }));
  const differences = (seeds: readonly number[], counts: { images: number; held?: number }) => {
    const trials = seeds.flatMap((seed) =>
      (['top-down', 'none'] as const).map(
        (arm) =>
          ({
            ...{ arm, rule: 'forward-forward', diet: 'clean', dropout: 0, seed, judged },
            ...counts,
          }) as unknown as FactorialTrial,
      ),
    );
    return differencesBySeed({ plus: [cell('top-down')], minus: [cell('none')] }, trials);
  };

  test('are refused where two were judged by the same images', () => {
    const { training: held } = drawnDigits({ training: 50, test: 10, seed: 1 });
    expect(imagesOfSeed(held, 10, 1)).toEqual(imagesOfSeed(held, 10, 6));
    expect(imagesOfSeed(held, 10, 1)).not.toEqual(imagesOfSeed(held, 10, 5));
    expect(() => differences([1, 2, 6], { images: 10, held: 50 })).toThrow(
      'seeds 1 and 6 were judged by the same 10 of 50 held-out images',
    );
    expect(differences([1, 2, 5], { images: 10, held: 50 })).toEqual([[0], [0], [0]]);
    expect(differences([1, 2, 6], { images: 10, held: 60 })).toEqual([[0], [0], [0]]);
  });

  test('are taken as they are where a record does not say how many images there were', () =>
    expect(differences([1, 6], { images: 10 })).toEqual([[0], [0]]));
});

test('a figure of errors by the score of each label does not call that of every rule goodness', async () => {
  const kind = { arm: 'none', rule: 'predictive-coding', diet: 'clean', dropout: 0 };
  const judged = JUDGED.map((named) => ({ ...named, goodness: 4, readout: 5 }));
  const trials = [1, 2].map((seed) => ({ ...kind, seed, judged }) as unknown as FactorialTrial);
  const { title } = await errorsByArm(trials, 'goodness');
  expect(title).toBe(
    'Error by the score of each label (Forward-Forward: goodness), by diet and condition',
  );
});

describe('what a record says of a network', () => {
  const all = JUDGED.map((named) => ({ ...named, goodness: 4, readout: 5 }));
  const [clean, ...rest] = all;

  test('is an error for each of the named conditions', () => {
    expect(judgedSchema.safeParse(all).success).toBe(true);
  });

  test.each([
    ['none', []],
    ['one too few', rest],
    ['one twice', [clean, ...all]],
    ['one twice, and one missing', [...rest, rest[0]]],
    ['another strength', [clean, ...rest.map((one) => ({ ...one, strength: 99 }))]],
    ['an error below 0 %', [{ ...clean, goodness: -1 }, ...rest]],
    ['an error above 100 %', [{ ...clean, readout: 101 }, ...rest]],
  ])('is refused with %s', (_, judged) => {
    expect(judgedSchema.safeParse(judged).success).toBe(false);
  });
});

test('contrasts compare as much with as much', () => {
  const all = [...CONTRASTS, ...RULE_CONTRASTS, ...suggestedContrasts('fashion-mnist', [300, 300])];
  for (const { plus, minus } of all) expect(plus).toHaveLength(minus.length);
  expect(new Set(all.map(({ claim }) => claim)).size).toBe(all.length);
});

test('what networks suggested is tested on others', () => {
  expect(suggestedContrasts('mnist', [300, 300])).toEqual([]);
  expect(suggestedContrasts('mnist', [500, 500])).toHaveLength(4);
  expect(suggestedContrasts('fashion-mnist', [300, 300])).toHaveLength(4);
});

test('networks of several commits are said to be of several', () => {
  const of = (...commits: (string | undefined)[]) =>
    commitsInWords(commits.map((commit) => ({ commit }) as FactorialTrial));
  expect(of('86235e7aaa', '86235e7aaa')).toBeUndefined();
  expect(of('86235e7aaa', undefined, '86235e7aaa')).toBe(
    'from 2 commits: 86235e7 (2), unknown (1)',
  );
});
