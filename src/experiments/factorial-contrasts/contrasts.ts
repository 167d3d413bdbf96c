import { CLUTTERED, type Contrast, cell, lower } from './contrast';

const noisy = { diet: 'clean', condition: 'gaussian-noise' } as const;

/**
 * The contrasts that the answer rests on, and where each is expected to lie: written before any network of
 * the factorial was trained. Differences are in points of error; within ±1 there is no difference to speak of.
 *
 * The first is what one network of each kind showed (docs/architectures.md). Those under clutter and debris
 * are what C. J. Spoerer, P. McClure and N. Kriegeskorte (2017, Front. Psychol. 8:1551) found of convolutional
 * networks that learnt by backpropagation: recurrence wins where there is clutter to learn from, and
 * lateral connections more than top-down ones. Those of dropout are what Greco and others (2025,
 * arXiv 2508.07115) report: feedback helps against noise where units were dropped in training. Those of width
 * ask whether size alone does it.
 */
export const CONTRASTS: readonly Contrast[] = [
  lower('clean images: top-down errs less than none', 'top-down', 'none'),
  lower(
    'learnt on clutter, under clutter: top-down errs less than none',
    'top-down',
    'none',
    CLUTTERED,
  ),
  lower('learnt on clutter, under debris: top-down errs less than none', 'top-down', 'none', {
    ...CLUTTERED,
    condition: 'digit-debris',
  }),
  lower('learnt on clutter, under occlusion: top-down errs less than none', 'top-down', 'none', {
    ...CLUTTERED,
    condition: 'occlusion',
  }),
  lower('learnt on noise, under noise: top-down errs less than none', 'top-down', 'none', {
    ...noisy,
    diet: 'noise',
  }),
  {
    claim: 'under clutter, top-down gains more over none where clutter was learnt from',
    plus: [cell('top-down', CLUTTERED), cell('none', { ...CLUTTERED, diet: 'clean' })],
    minus: [cell('none', CLUTTERED), cell('top-down', { ...CLUTTERED, diet: 'clean' })],
    expected: 'below',
  },
  lower(
    'learnt on clutter, under clutter: lateral errs less than none',
    'lateral',
    'none',
    CLUTTERED,
  ),
  lower(
    'learnt on clutter, under clutter: lateral errs less than top-down',
    'lateral',
    'top-down',
    CLUTTERED,
  ),
  lower(
    'learnt on clutter, under clutter: both err less than top-down',
    'both',
    'top-down',
    CLUTTERED,
  ),
  lower('dropout, under noise: top-down errs less than none', 'top-down', 'none', {
    ...noisy,
    dropout: 0.5,
  }),
  {
    claim: 'under noise, top-down gains more over none with dropout',
    plus: [cell('top-down', { ...noisy, dropout: 0.5 }), cell('none', noisy)],
    minus: [cell('none', { ...noisy, dropout: 0.5 }), cell('top-down', noisy)],
    expected: 'below',
  },
  lower(
    'learnt on clutter, under clutter: top-down errs less than none with as many parameters',
    'top-down',
    'wide-by-parameters',
    CLUTTERED,
  ),
  {
    claim:
      'learnt on clutter, under clutter: none with as many multiply-adds errs less than top-down',
    plus: [cell('wide-by-multiply-adds', CLUTTERED)],
    minus: [cell('top-down', CLUTTERED)],
    expected: 'below',
  },
  {
    claim: 'clean images: top-down by goodness errs less than none in one pass',
    plus: [cell('top-down')],
    minus: [cell('none', { by: 'readout' })],
    expected: 'below',
  },
  {
    claim: 'learnt on clutter, under clutter: top-down by goodness errs less than none in one pass',
    plus: [cell('top-down', CLUTTERED)],
    minus: [cell('none', { ...CLUTTERED, by: 'readout' })],
    expected: 'below',
  },
];
