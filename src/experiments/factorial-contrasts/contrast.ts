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

/** A contrast: the errors of some cells minus those of others, network by network of one seed. */
export interface Contrast {
  readonly claim: string;
  readonly plus: readonly Cell[];
  readonly minus: readonly Cell[];
  readonly expected: 'above' | 'below';
}

/** What a cell is unless told: trained on clean images, judged by goodness on clean images. */
export const cell = (arm: ArmName, told: Partial<Cell> = {}): Cell => ({
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
export const lower = (
  claim: string,
  arm: ArmName,
  other: ArmName,
  told: Partial<Cell> = {},
): Contrast => ({
  ...{ claim, plus: [cell(arm, told)], minus: [cell(other, told)], expected: 'below' },
});

/** Learnt from clutter, and judged under it. */
export const CLUTTERED = { diet: 'clutter', condition: 'digit-clutter' } as const;
