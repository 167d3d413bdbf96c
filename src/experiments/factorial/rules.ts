import { z } from 'zod';
import { InputError } from '../../input/errors';
import type { CommonSettings } from '../../learning/settings';
import { BACKPROPAGATION_THROUGH_TIME } from '../../learning/systems/backpropagation-through-time';
import { PREDICTIVE_CODING } from '../../learning/systems/predictive-coding';
import { RECURRENT } from '../../learning/systems/recurrent';
import { type Architecture, seesLabel, sizesOf } from '../../network/architecture';
import { leaveOut } from '../../network/variants';
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

/** Constants of the rules that follow an error down its slope, as their scenarios have them. */
const DOWNHILL = {
  'backpropagation-through-time': { rate: 0.5, readoutRate: 0.5, decay: 1e-4, readoutDecay: 1e-4 },
  'predictive-coding': { rate: 0.1, readoutRate: 0.1, decay: 1e-4, readoutDecay: 1e-4 },
} as const;
const INFERENCE = { steps: 10, inferenceRate: 0.1, topDown: 0.01 };

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
    const constants = DOWNHILL['backpropagation-through-time'];
    const system = BACKPROPAGATION_THROUGH_TIME;
    const settings = settingsFrom({ ...untold, ...constants, ...told }, seed);
    const unlabelled = seesLabel(architecture) ? leaveOut(architecture, ['label']) : architecture;
    return use(checkedPlan({ system, architecture: unlabelled, settings }));
  },
  'predictive-coding': ({ architecture, seed, ...told }, use) => {
    refuseDropout(told);
    const constants = { ...untold, ...DOWNHILL['predictive-coding'] };
    const settings = { ...commonSettingsFrom({ ...constants, ...told }, seed), ...INFERENCE };
    const reads = architecture.hidden.slice(-1).map(({ name }) => name);
    const plan = { system: PREDICTIVE_CODING, architecture: { ...architecture, reads }, settings };
    return use(checkedPlan(plan));
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;

export const RULE_NAMES = Object.keys(RULES) as [RuleName, ...RuleName[]];

function refuseDropout({ dropout }: Pick<Lesson, 'dropout'>): void {
  if (dropout !== undefined) throw new InputError('dropout is of the rule forward-forward alone');
}
