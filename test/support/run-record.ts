import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunRecord } from '../../src/runs/run-record';

/** The record of a run that never was. */
export const RECORD: RunRecord = {
  schema: 1,
  scenario: 'some-scenario',
  shows: 'That 1 < 2 & 3.',
  status: 'finished',
  started: '2026-01-02T03:04:05.000Z',
  resumed: [],
  process: { host: 'nobodys-host', pid: 1 },
  ended: '2026-01-02T03:05:45.000Z',
  options: { epochs: 2, hidden: [3, 2] },
  seed: 17,
  dataSet: 'mnist',
  learning: { system: 'recurrent', rate: 0.01 },
  versions: { topdown: '1.2.3', node: '20', tfjs: '4' },
  engine: { name: 'native', description: 'some engine', threads: 1 },
  results: {
    training: { epochs: 2 },
    validation: {
      images: 1000,
      goodness: 1.25,
      readout: 2.5,
      byStep: [3, 2, 1],
      intervals: { goodness: { low: 0.7, high: 2.1 }, readout: { low: 1.7, high: 3.7 } },
    },
  },
};

/** Changes the record of a run that nobody is at, and asks nobody. */
export function changeRecord(run: string, change: Partial<RunRecord>): void {
  const file = path.join(run, 'run.json');
  const record: RunRecord = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...record, ...change }));
}
