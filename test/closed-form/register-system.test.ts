import { expect, it } from 'vitest';
import { InputError } from '../../src/input/errors';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { allSystems, registerSystem } from '../../src/learning/systems/systems';

it('a system is known once, by a name of its own in kebab-case', () => {
  const before = [...allSystems()];
  registerSystem(RECURRENT);
  expect(allSystems()).toEqual(before);
  for (const name of [RECURRENT.name, 'Mine', 'a b', '', '__proto__', '-x'])
    expect(() => registerSystem({ ...RECURRENT, name })).toThrow(InputError);
  const mine = { ...RECURRENT, name: 'mine-2' };
  registerSystem(mine);
  expect(allSystems()).toEqual([...before, mine]);
});
