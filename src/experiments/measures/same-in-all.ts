import { firstFew, InputError } from '../../input/errors';
import { grouped } from '../../statistics/grouped';
import type { SubjectAbout } from '../subject';

/** What networks may differ in, by its name, and what it is in one of them. */
type Traits = Readonly<Record<string, (network: SubjectAbout) => string | number>>;

/** Traits of which a study may ask that they are the same in all its networks. */
export const TRAITS = {
  steps: { 'number of steps': ({ settings }) => settings.steps },
  windowEnd: { 'last step of the window': ({ settings }) => settings.window.last },
  depth: { 'number of hidden layers': ({ architecture }) => architecture.hidden.length },
  sizes: {
    'units of the hidden layers': ({ architecture }) =>
      architecture.hidden.map(({ units }) => units).join(' + '),
  },
} as const satisfies Record<string, Traits>;

/**
 * Throws InputError where networks differ in one of these traits: what is taken together step by step or layer by layer
 * must be there in all of them. The message says which networks differ in what.
 */
export function checkSame(networks: readonly SubjectAbout[], traits: Traits): void {
  for (const [trait, traitOf] of Object.entries(traits)) {
    const alike = grouped(networks, traitOf);
    if (alike.length < 2) continue;
    const each = alike.map(
      (some) => `${traitOf(some[0])} in ${firstFew(some.map(({ name }) => name)).join(', ')}`,
    );
    throw new InputError(
      `this experiment takes networks of the same ${trait} together, and these differ: ${firstFew(each).join('; ')}`,
    );
  }
}
