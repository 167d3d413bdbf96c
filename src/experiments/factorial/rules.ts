import { z } from 'zod';
import { InputError } from '../../input/errors';
import type { CommonSettings } from '../../learning/settings';
import { BACKPROPAGATION_THROUGH_TIME } from '../../learning/systems/backpropagation-through-time';
import { PREDICTIVE_CODING } from '../../learning/systems/predictive-coding';
import { RECURRENT } from '../../learning/systems/recurrent';
import { type Architecture, seesLabel, sizesOf } from '../../network/architecture';
import { leaveOut } from '../../network/variants';
import { CHOSEN_CONSTANTS } from '../../training/chosen-constants';
import { commonSettingsFrom, learningOptions, settingsFrom } from '../../training/learning-options';
import { checkedPlan, type Plan } from '../../training/plan';

/** How a network of the factorial is to learn. */
export interface Lesson {
  readonly architecture: Architecture;
  readonly seed: number;
  readonly epochs: number;
  readonly diet?: string[];
  readonly dropout?: number;
}

/** Does something with a plan, whatever its system. */
type Use<T> = <S extends CommonSettings>(plan: Plan<S>) => T;

/** A rule by which a network learns: hands the plan of a lesson on. Throws InputError where it has none. */
type Rule = <T>(lesson: Lesson, use: Use<T>) => T;

/** All options of learning, as they are unless told. */
const untold = z.object(learningOptions).parse({});

/**
 * The rules by which the same layers and hidden connections learn. Backpropagation through time has no label
 * at the top, and predictive coding reads the highest layer alone: docs/relatives.md.
 */
export const RULES = {
  'forward-forward': ({ architecture, seed, ...told }, use) => {
    const { hidden } = sizesOf(architecture);
    const settings = settingsFrom({ ...untold, ...told }, seed, hidden);
    return use(checkedPlan({ system: RECURRENT, architecture, settings }));
  },
  'backpropagation-through-time': ({ architecture, seed, ...told }, use) => {
    refuseDropout(told);
    const system = BACKPROPAGATION_THROUGH_TIME;
    const constants = { ...untold, ...CHOSEN_CONSTANTS['backpropagation-through-time'] };
    const settings = settingsFrom({ ...constants, ...told }, seed);
    const unlabelled = seesLabel(architecture) ? leaveOut(architecture, ['label']) : architecture;
    return use(checkedPlan({ system, architecture: unlabelled, settings }));
  },
  'predictive-coding': ({ architecture, seed, ...told }, use) => {
    refuseDropout(told);
    const chosen = CHOSEN_CONSTANTS['predictive-coding'];
    const { steps, inferenceRate, topDown } = chosen;
    const common = commonSettingsFrom({ ...untold, ...chosen, ...told }, seed);
    const settings = { ...common, steps, inferenceRate, topDown };
    const reads = architecture.hidden.slice(-1).map(({ name }) => name);
    const plan = { system: PREDICTIVE_CODING, architecture: { ...architecture, reads }, settings };
    return use(checkedPlan(plan));
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;

export const RULE_NAMES = Object.keys(RULES) as [RuleName, ...RuleName[]];

function refuseDropout({ dropout }: Pick<Lesson, 'dropout'>): void {
  if (dropout !== undefined) throw new InputError('only the rule forward-forward has dropout');
}
