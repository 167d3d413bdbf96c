import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../src/input/did-you-mean';

describe('a mistyped name', () => {
  it.each([
    ['trian', ['train', 'trace'], ' (did you mean train?)'], // letters that changed places are one slip
    ['Train', ['train'], ' (did you mean train?)'],
    ['sweeep', ['sweep', 'serve'], ' (did you mean sweep?)'],
    ['ab', ['abc', 'abd'], ' (did you mean abc or abd?)'],
    ['mnist-fashion', ['mnist'], ''],
    ['fog', ['all', 'blur'], ''],
    ['x', ['y'], ''],
    ['', ['a'], ''],
    ['demo', [], ''],
  ])('%s of %s: %s', (typed, names, says) => {
    expect(didYouMean(typed, names)).toBe(says);
  });
});
