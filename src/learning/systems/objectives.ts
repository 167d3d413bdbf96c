import { maximiseGoodness, minimiseGoodness } from '../objective';
import type { LearningSettings } from '../settings';
import type { System } from '../system';
import { RECURRENT, type RecurrentVariant, recurrentSystem } from './recurrent';

const common: Omit<RecurrentVariant, 'name' | 'about'> = {
  mistake: 'wrong label preferred',
  objective: maximiseGoodness,
  prefers: 'most',
  collaboration: 0,
};

/** Ways of pushing the layers of a recurrent network, by name; all else about it is the same. */
export const OBJECTIVES = {
  'max-ssq': RECURRENT,
  'min-ssq': recurrentSystem({
    ...common,
    name: 'recurrent-min-ssq',
    readAs: 'min-ssq',
    about: 'the recurrent network, taught to be quiet for the true label',
    objective: minimiseGoodness,
    prefers: 'least',
  }),
  collaborative: recurrentSystem({
    ...common,
    name: 'recurrent-collaborative',
    readAs: 'collaborative',
    about: 'the recurrent network, each layer told of the goodness of all',
    collaboration: 1,
  }),
} as const satisfies Record<string, System<LearningSettings>>;

export type ObjectiveName = keyof typeof OBJECTIVES;
