import { expect, it } from 'vitest';
import { wholeNumber } from '../../bench/command';

it('takes whole numbers above 0 as a benchmark’s option, and nothing else', () => {
  expect(wholeNumber('15')).toBe(15);
  for (const text of ['x', '', '0', '-1', '1.5', 'Infinity'])
    expect(() => wholeNumber(text)).toThrow('a whole number of 1 or more');
});
