import { it } from 'vitest';
import { first } from '../../src/images/split';
import { dataHere } from '../support/data-here';
import { expectRecognisedAlike } from '../support/recognised-alike';

// In a file of its own, so that both kinds are prepared side by side.
it('pictures of MNIST’s digits, prepared, are recognised as the digits are', async ({ skip }) => {
  const mnist = await dataHere('mnist');
  if (!mnist) return skip('MNIST is not here');
  await expectRecognisedAlike(first(mnist.test, 200));
});
