import { it } from 'vitest';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { expectRecognisedAlike } from '../support/recognised-alike';

it('pictures of drawn digits, prepared, are recognised as the digits are', () =>
  expectRecognisedAlike(drawnDigits({ training: 1, test: 100 }).test));
