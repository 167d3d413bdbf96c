import { expect, it } from 'vitest';
import { cuePrior } from '../../src/experiments/belief/cue-prior';
import { logOdds, softmaxRow } from '../../src/experiments/belief/softmax-row';

it('a cue makes the label that it names as probable as it is right', () => {
  const prior = cuePrior([2, 0], 0.9, 3);
  const rows = prior.arraySync() as number[][];
  prior.dispose();
  const strength = Math.fround(Math.log(18));
  expect(rows).toEqual([
    [0, strength],
    [0, 0],
    [strength, 0],
  ]);
  const belief = softmaxRow(rows.map((row) => row[0] as number));
  expect(belief[2]).toBeCloseTo(0.9, 6);
  expect(
    logOdds(
      rows.map((row) => row[0] as number),
      2,
    ),
  ).toBeCloseTo(Math.log(9), 6);
});
