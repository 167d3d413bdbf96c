import { lastValueFrom, reduce, tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import type { LabelledImages } from '../../src/images/labelled-images';
import { first, trainValidation } from '../../src/images/split';
import { disposeLearner, type Learner, newLearner } from '../../src/learning/learner';
import { defaultSettings } from '../../src/learning/settings';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { train } from '../../src/learning/train';
import { evaluate, joinEvaluations } from '../../src/perception/evaluate';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';
import { errorReport } from '../../src/trained/error-report';
import { recurrent } from '../support/architectures';
import { dataHere } from '../support/data-here';

const HIDDEN = [100, 100];

/** Trains a small network; gives its errors on `held` and the pairs' error of each epoch. */
async function learn(images: LabelledImages, held: LabelledImages, epochs: number, seed: number) {
  const start = newLearner(recurrent({ pixels: 784, hidden: HIDDEN, classes: 10 }), seed);
  const pairErrors: number[] = [];
  let learner: Learner | undefined;
  const events = train(RECURRENT, start, images, { ...defaultSettings(HIDDEN), epochs, seed });
  await lastValueFrom(
    events.pipe(
      tap((event) => {
        if (event.kind === 'epoch') pairErrors.push(event.means.pairError as number);
        if (event.kind === 'finished') learner = event.learner;
      }),
    ),
  );
  disposeLearner(start);
  const { network } = learner as Learner;
  const parts = evaluate(network, held, PAPER_PERCEPTION);
  const errors = errorReport(await lastValueFrom(parts.pipe(reduce(joinEvaluations))));
  disposeLearner(learner as Learner);
  return { ...errors, pairErrors };
}

type Learnt = Awaited<ReturnType<typeof learn>>;

/** What must be so of any network that has learnt. */
function expectLearning({ pairErrors, goodness, byStep }: Learnt): void {
  expect(pairErrors).toEqual([...pairErrors].sort((one, other) => other - one));
  expect(goodness).toBeLessThan(byStep[0] as number); // time helps
  const best = byStep.indexOf(Math.min(...byStep)) + 1;
  expect(best).toBeGreaterThanOrEqual(2);
}

function expectBetween(value: number, low: number, high: number): void {
  expect(value).toBeGreaterThan(low);
  expect(value).toBeLessThan(high);
}

describe('a small network learns', () => {
  it('drawn digits', async () => {
    const { training, test } = drawnDigits({ training: 3000, test: 1000, seed: 1 });
    const learnt = await learn(training, test, 4, 17);
    expectLearning(learnt);
    expectBetween(learnt.goodness as number, 23, 33); // seeds 17, 1, 2, 3: 26.7 to 29.6
    expectBetween(learnt.pairErrors.at(-1) as number, 7, 13); // 9.2 to 11.0
  });

  it('MNIST', async ({ skip }) => {
    const mnist = await dataHere('mnist');
    if (!mnist) return skip('MNIST is not here');
    const split = trainValidation(mnist.training);
    const learnt = await learn(first(split.training, 10_000), first(split.validation, 2000), 3, 17);
    expectLearning(learnt);
    expectBetween(learnt.goodness as number, 10, 18.5); // seeds 17, 1, 2, 3: 13.0 to 15.6
    expectBetween(learnt.pairErrors.at(-1) as number, 5.8, 7.8); // 6.5 to 7.0
  });
});
