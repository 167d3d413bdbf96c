import { damagedJson } from '../damage/json';
import { damageOne, type Parser } from '../parser';
import { readReport } from '../read-report';
import { watchedRunFiles } from '../watched-run-files';

/** A run whose record is damaged, and its report. */
const parser: Parser = {
  name: 'run-record',
  sound: () => [watchedRunFiles()],
  damage(sound, random) {
    const record = new Map([['run.json', sound.get('run.json') as Buffer]]);
    const damaged = damageOne(record, random, (content) =>
      Buffer.from(damagedJson(content.toString('utf8'), random)),
    );
    return new Map([...sound, ...damaged]);
  },
  read: readReport,
};

export default parser;
