import { alikeButForSeed } from './alike-but-for-seed';
import { inlineCode } from './markdown';
import { ownOptions } from './own-options';
import type { ResultRecord } from './records';
import { type TrainedRow, trainedRows } from './trained-rows';

/** What a comparison says of the readings of a second kind of network: that they are as those of a run. */
const AS_A_RUN = /; (\d+): as (?:.*\/)?([\w-]+)\/(\d{4}-[\dT-]+)$/;

/**
 * What a reading is, in a comparison's words. Where these name a run that stands for a second kind of network, the options
 * that tell its networks from the others take its place, if the run is among these records and has some.
 */
export function aboutReading(about: string, records: readonly ResultRecord[]): string {
  return about.replace(AS_A_RUN, (words, number: string, scenario: string, run: string) => {
    const rows = [...trainedRows(records, 'validation'), ...trainedRows(records, 'test')];
    const row = rows.find(({ record }) => record.scenario === scenario && runName(record) === run);
    const options = row ? ownOptions(row, alikeButForSeed(ofSystem(rows, row))) : [];
    if (options.length === 0) return words;
    return `; ${number}: trained ${options.map(inTraining).join(', ')}`;
  });
}

/** What a run's folder is called. */
function runName({ started, seed }: ResultRecord): string {
  return `${started.slice(0, 19).replaceAll(':', '-')}-${seed}`;
}

const ofSystem = (rows: readonly TrainedRow[], { system }: TrainedRow) =>
  rows.filter((one) => one.system === system);

/** `with --average 600`, or `without --average`. */
function inTraining(option: string): string {
  const lacking = /^without (.*)$/.exec(option)?.[1];
  return lacking === undefined ? `with ${inlineCode(option)}` : `without ${inlineCode(lacking)}`;
}
