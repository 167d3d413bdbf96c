import { minimiseGoodness } from '../objective';
import type { LearningSettings } from '../settings';
import type { System } from '../system';
import { PAPER_VARIANT, RECURRENT, recurrentSystem } from './recurrent';

/** Ways of pushing the layers of a recurrent network, by name; all else about it is the same. */
export const OBJECTIVES = {
  'max-ssq': RECURRENT,
  'min-ssq': recurrentSystem({
    ...PAPER_VARIANT,
    name: 'recurrent-min-ssq',
    readAs: 'min-ssq',
    about: 'the recurrent network, taught to be quiet for the true label',
    objective: minimiseGoodness,
    prefers: 'least',
  }),
  collaborative: recurrentSystem({
    ...PAPER_VARIANT,
    name: 'recurrent-collaborative',
    readAs: 'collaborative',
    about: 'the recurrent network, each layer told of the goodness of all',
    collaboration: 1,
  }),
} as const satisfies Record<string, System<LearningSettings>>;

export type ObjectiveName = keyof typeof OBJECTIVES;
