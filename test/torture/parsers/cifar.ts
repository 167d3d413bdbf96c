import { existsSync } from 'node:fs';
import path from 'node:path';
import { filesOf } from '../../../src/data/data-set';
import { loadDataSet } from '../../../src/data/load';
import { CIFAR_10, CIFAR_100 } from '../../../src/data/sets/cifar';
import { randomStream } from '../../../src/engine/random';
import { damagedBytes } from '../damage/bytes';
import { damageOne, type Files, oneOf, type Parser } from '../parser';

const SETS = [CIFAR_10, CIFAR_100];
/** Bytes of a record: an image, and one or two labels. */
const IMAGE = 3072;
const RECORDS = 3;
/** Bytes of records whose sizes go into neither a file nor a record of the other set. */
const SIZES = [IMAGE, IMAGE + 1, IMAGE + 2];

/** Files of a few records whose bytes are all below `most`, so that all labels stand for a class. */
function recordsOf(bytes: number, most: number, name: string): Buffer {
  const random = randomStream(1, 'cifar', name);
  return Buffer.from(Array.from({ length: RECORDS * bytes }, () => random.integer(0, most)));
}

/** The two data sets of CIFAR in their binary version, a file damaged, or away. */
const parser: Parser = {
  name: 'cifar',
  sound: () =>
    SETS.map((set, at): Files => {
      const most = set.classNames.length - 1;
      const files = filesOf(set).map(({ name }) => [name, recordsOf(IMAGE + 1 + at, most, name)]);
      return new Map(files as [string, Buffer][]);
    }),
  damage(sound, random, others) {
    if (random.uniform() < 0.05) return new Map([...sound].slice(1));
    return damageOne(sound, random, (content) => {
      const other = oneOf(random, [...oneOf(random, others).values()]);
      if (random.uniform() < 0.5) return damagedBytes(content, random, other);
      const size = oneOf(random, SIZES); // whole records, of this set or of another
      const damaged = damagedBytes(content, random, other);
      return Buffer.concat([damaged, Buffer.alloc((size - (damaged.length % size)) % size)]);
    });
  },
  read(folder) {
    const { name } = existsSync(path.join(folder, 'test_batch.bin')) ? CIFAR_10 : CIFAR_100;
    return loadDataSet(name, { data: folder });
  },
};

export default parser;
