import { CLUTTERED, type Contrast, cell, lower } from './contrast';

const throughTime = { ...CLUTTERED, rule: 'backpropagation-through-time' } as const;
const predictive = { ...CLUTTERED, rule: 'predictive-coding' } as const;

/**
 * Is it the rule or the graph? Contrasts of networks that learnt from clutter and are judged under it, a family of
 * their own, written before any of them was trained. The gain by top-down connections is expected to be
 * Forward-Forward's most of all: without them no label reaches layer 1, and its goodness tells nothing.
 */
export const RULE_CONTRASTS: readonly Contrast[] = [
  lower(
    'backpropagation through time, under clutter: top-down errs less than none',
    ...(['top-down', 'none', throughTime] as const),
  ),
  lower(
    'predictive coding, under clutter: top-down errs less than none',
    ...(['top-down', 'none', predictive] as const),
  ),
  {
    claim:
      'under clutter, top-down gains more by Forward-Forward than by backpropagation through time',
    plus: [cell('top-down', CLUTTERED), cell('none', throughTime)],
    minus: [cell('none', CLUTTERED), cell('top-down', throughTime)],
    expected: 'below',
  },
  {
    claim: 'top-down, under clutter: backpropagation through time errs less than Forward-Forward',
    plus: [cell('top-down', throughTime)],
    minus: [cell('top-down', CLUTTERED)],
    expected: 'below',
  },
  {
    claim: 'top-down, under clutter: predictive coding errs less than Forward-Forward',
    plus: [cell('top-down', predictive)],
    minus: [cell('top-down', CLUTTERED)],
    expected: 'below',
  },
];
