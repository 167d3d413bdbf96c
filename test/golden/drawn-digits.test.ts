import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { first } from '../../src/images/split';
import { linearAccuracy } from '../support/softmax-regression';

// 88.4 % and 91.1 % when this was written: easy enough to learn, too hard for a straight line.
test.each([
  [2000, 0.84, 0.92],
  [5000, 0.88, 0.94],
])(
  'a linear classifier that learns %d drawn digits is neither lost nor done',
  (count, least, most) => {
    const { training, test: tested } = drawnDigits();
    const accuracy = linearAccuracy(first(training, count), tested);
    expect(accuracy).toBeGreaterThan(least);
    expect(accuracy).toBeLessThan(most);
  },
);

test('drawn digits are the same on every machine', () => {
  const { training } = drawnDigits({ training: 1000 });
  const digest = createHash('sha256').update(training.pixels).update(training.labels).digest('hex');
  expect(digest).toBe('e973d8c5d494ee19062529fafe244f27e5a236752f3df7638db54c6bbc20272f');
});
