import { it } from 'vitest';
import { loadDataSet } from '../../src/data/load';
import { first } from '../../src/images/split';
import { expectRecognisedAlike } from '../support/recognised-alike';

// In a file of its own, so that both kinds are prepared side by side.
it.skipIf(!process.env['TOPDOWN_DATA'])(
  'pictures of MNIST’s digits, prepared, are recognised as the digits are (needs TOPDOWN_DATA)',
  async () => expectRecognisedAlike(first((await loadDataSet('mnist')).test, 200)),
);
