import { maximiseGoodness, minimiseGoodness } from '../../learning/objective';
import { RECURRENT, type RecurrentVariant, recurrentSystem } from '../../learning/recurrent';
import type { LearningSettings } from '../../learning/settings';
import type { System } from '../../learning/system';

const common: RecurrentVariant = {
  name: RECURRENT.name,
  about: RECURRENT.about,
  mistake: 'wrong label preferred',
  objective: maximiseGoodness,
  prefers: 'most',
  collaboration: 0,
};

/** Ways of pushing the layers of a recurrent network, by name; all else about it is the same. */
export const PUSHES = {
  'max-goodness': RECURRENT,
  'min-ssq': recurrentSystem({
    ...common,
    name: 'recurrent-min-ssq',
    about: 'the recurrent network, taught to be quiet for the true label',
    objective: minimiseGoodness,
    prefers: 'least',
  }),
  collaborative: recurrentSystem({
    ...common,
    name: 'recurrent-collaborative',
    about: 'the recurrent network, each layer told of the goodness of all',
    collaboration: 1,
  }),
} as const satisfies Record<string, System<LearningSettings>>;

export type Push = keyof typeof PUSHES;
