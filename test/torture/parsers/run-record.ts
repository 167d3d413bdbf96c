import { damagedJson } from '../damage/json';
import { oneOf, type Parser } from '../parser';
import { readReport } from '../read-report';
import { watchedRunFiles } from '../watched-run-files';

const FILE = 'run.json';
/** Where no figure of a run lies. Files of these names lie beside its folder. */
const ELSEWHERE = ['../secret.txt', '../victim.svg', 'a/../../victim.svg', '..', '.', 'run.json'];

/** A run whose record is damaged, and its report. */
const parser: Parser = {
  name: 'run-record',
  floor: 512 * 2 ** 20, // a report lays out and embeds what the record holds and names
  sound: () => [watchedRunFiles()],
  damage(sound, random) {
    const text = (sound.get(FILE) as Buffer).toString('utf8');
    const damaged =
      random.uniform() < 0.1
        ? text.replace('figure.svg', oneOf(random, ELSEWHERE))
        : damagedJson(text, random);
    return new Map([...sound, [FILE, Buffer.from(damaged)]]);
  },
  read: readReport,
};

export default parser;
