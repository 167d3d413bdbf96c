import { gzipSync } from 'node:zlib';
import { loadDataSet } from '../../../src/data/load';
import { smallDataSet } from '../../support/idx-bytes';
import { gzipBomb } from '../damage/bombs';
import { damagedBytes } from '../damage/bytes';
import { damageOne, oneOf, type Parser } from '../parser';

/** A data set of four IDX files, packed and plain, one of them damaged. */
const parser: Parser = {
  name: 'idx',
  sound() {
    const plain = Object.entries(smallDataSet());
    const packed = plain.map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)] as const);
    return [new Map(plain), new Map(packed)];
  },
  damage: (sound, random, [plain]) =>
    damageOne(sound, random, (content, name) => {
      const inner = plain?.get(name.replace(/\.gz$/, '')) ?? content;
      const other = oneOf(random, [...sound.values()]);
      if (inner === content || random.uniform() < 0.4) return damagedBytes(content, random, other);
      if (random.uniform() < 0.8) return gzipSync(damagedBytes(inner, random, inner));
      return gzipBomb(random.uniform() < 0.5 ? inner : damagedBytes(inner, random), random);
    }),
  read: (folder) => loadDataSet('mnist', { data: folder }),
};

export default parser;
