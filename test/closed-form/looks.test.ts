import { describe, expect, it } from 'vitest';
import { KNOWN_LOOKS } from '../../src/charts/known-looks';
import { colourOf, seriesLook, seriesLooks } from '../../src/charts/looks';
import { PREDICTIONS } from '../../src/experiments/completion/rows';
import { waysOfMoving } from '../../src/experiments/dynamics/ways';
import { ARM_NAMES } from '../../src/experiments/factorial/arms';
import { DIET_NAMES } from '../../src/experiments/factorial/diets';
import { BOTTOM_WORDS } from '../../src/experiments/imagery/rows';
import { CONDITIONS } from '../../src/images/stimuli/conditions';
import { OBJECTIVES } from '../../src/learning/systems/objectives';
import { allSystems } from '../../src/learning/systems/systems';

const kinds = Object.entries(KNOWN_LOOKS).map(([kind, looks]) => ({
  kind,
  names: Object.keys(looks),
}));

describe('what is drawn again and again', () => {
  it.each(kinds)('differs from its like: $kind', ({ names }) => {
    const looks = names.map(seriesLooks([]));
    expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(names.length);
  });

  it('looks the same in every kind that it is of', () => {
    const every = Object.values(KNOWN_LOOKS).flatMap((kind) => Object.entries(kind));
    for (const [name, look] of every)
      expect(every.filter(([one, other]) => one === name && other !== look)).toEqual([]);
  });

  it.each([
    ['systems', allSystems().map(({ name }) => name)],
    ['objectives', Object.keys(OBJECTIVES)],
    ['conditions', CONDITIONS.map(({ name }) => name)],
    ['arms', ARM_NAMES],
    ['diets', DIET_NAMES],
    ['bottoms', Object.values(BOTTOM_WORDS)],
    [
      'dampings',
      waysOfMoving({ damping: 0.3, schedule: 'synchronous' }, [0, 0.1, 0.9])
        .map(({ way }) => way)
        .filter((way) => way.startsWith('damping')),
    ],
  ] as const)('is all known: %s', (kind, names) => {
    expect(Object.keys(KNOWN_LOOKS[kind])).toEqual(expect.arrayContaining([...names]));
  });

  it('is known by a part of its name, where the whole is not', () => {
    expect(colourOf('held out, goodness')).toBe(colourOf('goodness'));
    expect(colourOf('drawing, by readout')).toBe(colourOf('readout'));
    expect(colourOf('validation.readout')).toBe(colourOf('readout'));
    expect(colourOf('layer 2, positive')).toBe(colourOf('layer 2'));
    expect(colourOf('2 steps per frame, back')).toBe(colourOf('2 steps per frame'));
    for (const name of Object.values(PREDICTIONS))
      expect(colourOf(name)).toBe(colourOf(name.split(', ')[1] ?? ''));
  });
});

describe('the look of a name', () => {
  const given = ['damping 0.9', 'mine', 'yours', 'theirs', 'none held', 'top-down', 'c', 'd'];

  it('has one colour, whoever else is in the figure', () => {
    for (const among of [given, [...given].reverse(), given.slice(3), ['other', ...given]])
      for (const name of given) expect(seriesLooks(among)(name).colour).toBe(colourOf(name));
  });

  it('is no other name’s of the figure, in whatever order they come', () => {
    const many = Array.from({ length: 12 }, (_, at) => `mine ${at}`);
    const looks = many.map(seriesLooks(many));
    expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(many.length);
    expect(many.map(seriesLooks([...many].reverse()))).toEqual(looks);
  });

  it('stays a known name’s own where another has the same colour', () => {
    const same = Array.from({ length: 99 }, (_, at) => `a ${at}`).find(
      (one) => colourOf(one) === colourOf('goodness'),
    ) as string;
    const looks = seriesLooks([same, 'goodness']);
    expect(looks('goodness').dash).toBeUndefined();
    expect(looks(same).dash).toBeDefined();
  });
});

it('tells the runs of a list apart by their places', () => {
  const looks = Array.from({ length: 28 }, (_, at) => seriesLook(at));
  expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(28);
  expect(new Set(looks.slice(0, 7).map(({ colour }) => colour)).size).toBe(7);
  expect(looks.slice(0, 7).every(({ dash }) => dash === undefined)).toBe(true);
});
