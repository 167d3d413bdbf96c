import type { ArmName } from '../factorial/arms';
import type { DietName } from '../factorial/diets';
import type { JudgedName } from '../factorial/judged';
import type { RuleName } from '../factorial/rules';

/** Networks of one kind, judged in one way. */
export interface Cell {
  readonly arm: ArmName;
  readonly rule: RuleName;
  readonly diet: DietName;
  readonly dropout: number;
  readonly condition: JudgedName;
  readonly by: 'goodness' | 'readout';
}

/** A contrast: the errors of some cells less those of others, network by network of one seed. */
export interface Contrast {
  readonly claim: string;
  readonly plus: readonly Cell[];
  readonly minus: readonly Cell[];
  readonly expected: 'above' | 'below';
}

/** What a cell is unless told: trained on clean images, judged by goodness on clean images. */
const cell = (arm: ArmName, told: Partial<Cell> = {}): Cell => ({
  ...{
    arm,
    rule: 'forward-forward',
    diet: 'clean',
    dropout: 0,
    condition: 'clean',
    by: 'goodness',
    ...told,
  },
});

/** That one arm errs less than another, under the same diet, condition and reading. */
const lower = (
  claim: string,
  arm: ArmName,
  other: ArmName,
  told: Partial<Cell> = {},
): Contrast => ({
  ...{ claim, plus: [cell(arm, told)], minus: [cell(other, told)], expected: 'below' },
});

const cluttered = { diet: 'clutter', condition: 'digit-clutter' } as const;
const noisy = { diet: 'clean', condition: 'gaussian-noise' } as const;

/**
 * The contrasts that the answer rests on, and where each is expected to lie: written before any network of
 * the factorial was trained. Differences are in points of error; within ±1 there is no difference to speak of.
 *
 * The first is what one network of each kind showed (docs/architectures.md). Those under clutter and debris
 * are what C. J. Spoerer, P. McClure and N. Kriegeskorte (2017, Front. Psychol. 8:1551) found of convolutional
 * networks that learnt by backpropagation: recurrence wins where there is clutter to learn from, and
 * lateral connections more than top-down ones. those of dropout are what Greco and others (2025,
 * arXiv 2508.07115) report: feedback helps against noise where units were dropped in training. Those of width
 * ask whether size alone does it.
 */
export const CONTRASTS: readonly Contrast[] = [
  lower('clean images: top-down errs less than none', 'top-down', 'none'),
  lower(
    'learnt on clutter, under clutter: top-down errs less than none',
    'top-down',
    'none',
    cluttered,
  ),
  lower('learnt on clutter, under debris: top-down errs less than none', 'top-down', 'none', {
    ...cluttered,
    condition: 'digit-debris',
  }),
  lower('learnt on clutter, under occlusion: top-down errs less than none', 'top-down', 'none', {
    ...cluttered,
    condition: 'occlusion',
  }),
  lower('learnt on noise, under noise: top-down errs less than none', 'top-down', 'none', {
    ...noisy,
    diet: 'noise',
  }),
  {
    claim: 'under clutter, top-down gains more over none where clutter was learnt from',
    plus: [cell('top-down', cluttered), cell('none', { ...cluttered, diet: 'clean' })],
    minus: [cell('none', cluttered), cell('top-down', { ...cluttered, diet: 'clean' })],
    expected: 'below',
  },
  lower(
    'learnt on clutter, under clutter: lateral errs less than none',
    'lateral',
    'none',
    cluttered,
  ),
  lower(
    'learnt on clutter, under clutter: lateral errs less than top-down',
    'lateral',
    'top-down',
    cluttered,
  ),
  lower(
    'learnt on clutter, under clutter: both err less than top-down',
    'both',
    'top-down',
    cluttered,
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
    cluttered,
  ),
  {
    claim:
      'learnt on clutter, under clutter: none with as many multiply-adds errs less than top-down',
    plus: [cell('wide-by-multiply-adds', cluttered)],
    minus: [cell('top-down', cluttered)],
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
    plus: [cell('top-down', cluttered)],
    minus: [cell('none', { ...cluttered, by: 'readout' })],
    expected: 'below',
  },
];

const throughTime = { ...cluttered, rule: 'backpropagation-through-time' } as const;
const predictive = { ...cluttered, rule: 'predictive-coding' } as const;

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
    plus: [cell('top-down', cluttered), cell('none', throughTime)],
    minus: [cell('none', cluttered), cell('top-down', throughTime)],
    expected: 'below',
  },
  {
    claim: 'top-down, under clutter: backpropagation through time errs less than Forward-Forward',
    plus: [cell('top-down', throughTime)],
    minus: [cell('top-down', cluttered)],
    expected: 'below',
  },
  {
    claim: 'top-down, under clutter: predictive coding errs less than Forward-Forward',
    plus: [cell('top-down', predictive)],
    minus: [cell('top-down', cluttered)],
    expected: 'below',
  },
];
