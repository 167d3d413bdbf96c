import { describe, expect, test } from 'vitest';
import { ARMS, multiplyAddsOf, parametersIn } from '../../src/experiments/factorial/arms';
import { DIETS } from '../../src/experiments/factorial/diets';
import { imagesOfSeed } from '../../src/experiments/factorial/judged';
import { CONTRASTS } from '../../src/experiments/factorial-contrasts/contrasts';
import { RULE_CONTRASTS } from '../../src/experiments/factorial-contrasts/rule-contrasts';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { servingsOf } from '../../src/images/stimuli/diet';
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

test('contrasts compare as much with as much', () => {
  const all = [...CONTRASTS, ...RULE_CONTRASTS];
  for (const { plus, minus } of all) expect(plus).toHaveLength(minus.length);
  expect(new Set(all.map(({ claim }) => claim)).size).toBe(all.length);
});
