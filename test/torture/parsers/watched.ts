import { damagedJson } from '../damage/json';
import type { Parser } from '../parser';
import { readReport } from '../read-report';
import { watchedRunFiles } from '../watched-run-files';

const FILE = 'watched.json';

/** A run whose watched images are damaged, and its report. */
const parser: Parser = {
  name: 'watched',
  sound: () => [watchedRunFiles()],
  damage(sound, random) {
    const text = damagedJson((sound.get(FILE) as Buffer).toString('utf8'), random);
    return new Map([...sound, [FILE, Buffer.from(text)]]);
  },
  read: readReport,
};

export default parser;
