import { loadDataSet } from '../../../src/data/load';
import { COLOURED, coloured } from '../../support/coloured-pictures';
import { damagedBytes } from '../damage/bytes';
import { damagedPng } from '../damage/png';
import { damageOne, type Files, oneOf, type Parser } from '../parser';

const CLASSES = Object.keys(COLOURED) as (keyof typeof COLOURED)[];
const EACH = 3;

/** So many pictures of each class below a folder. */
function pictures(below: string, inColour: boolean): [string, Buffer][] {
  return CLASSES.flatMap((name) =>
    Array.from({ length: EACH }, (_, number): [string, Buffer] => [
      `${below}${name}/${number}.png`,
      Buffer.from(coloured(name, number, { inColour })),
    ]),
  );
}

/** The names that a picture may come to have: in another class, in none, hidden, or as another kind of file. */
const NAMES = [
  'blue bird/0.png',
  'train/0.png',
  '0.png',
  'a/b/c/0.png',
  '.hidden/0.png',
  'a/0.jpg',
];

/** A folder of pictures a class, divided or not; a picture damaged, away, or in another place. */
const parser: Parser = {
  name: 'picture-folders',
  sound: (): Files[] => [
    new Map(pictures('', true)),
    new Map(pictures('', false)),
    new Map([...pictures('train/', true), ...pictures('test/', true)]),
  ],
  damage(sound, random) {
    const names = [...sound.keys()];
    const [name, chance] = [oneOf(random, names), random.uniform()];
    const others = [...sound].filter(([one]) => one !== name);
    if (chance < 0.05) return new Map(others);
    if (chance < 0.1)
      return new Map([...others, [oneOf(random, NAMES), sound.get(name) as Buffer]]);
    return damageOne(sound, random, (content) =>
      random.uniform() < 0.6 ? damagedPng(content, random) : damagedBytes(content, random),
    );
  },
  read: (folder) => loadDataSet('own', { data: folder }),
};

export default parser;
