import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunRecord } from '../../src/runs/run-record';
import { Failure } from './failure';
import { filesUnder } from './files-under';

/** A run's folder, and its record as it lies there. */
export interface RunThere {
  readonly folder: string;
  readonly record: RunRecord;
}

/** The runs of a scenario under a working folder, in order; folders without a record are none. */
export function runsThere(folder: string, scenario: string): RunThere[] {
  const parent = path.join(folder, 'runs', scenario);
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .map((name) => path.join(parent, name))
    .filter((run) => existsSync(path.join(run, 'run.json')))
    .map((run) => ({ folder: run, record: recordIn(run) }));
}

function recordIn(run: string): RunRecord {
  try {
    return JSON.parse(readFileSync(path.join(run, 'run.json'), 'utf8')) as RunRecord;
  } catch (error) {
    throw new Failure(`half-written: run.json: ${(error as Error).message}`);
  }
}

/** The one run of a scenario, if there is any. Throws a Failure where there are more. */
export function runThere(folder: string, scenario: string): RunThere | undefined {
  const [run, ...others] = runsThere(folder, scenario);
  if (others.length > 0) throw new Failure(`${others.length + 1} runs where one was begun`);
  return run;
}

/** All that a training came to and that must not depend on what happened to it on its way. */
export function trainingEnd({ folder, record }: RunThere): Readonly<Record<string, string>> {
  const checkpoints = path.join(folder, 'checkpoints');
  const names = existsSync(checkpoints) ? readdirSync(checkpoints).sort() : [];
  const last = names.findLast((name) => name.endsWith('.safetensors'));
  const { validation, test } = (record.results ?? {}) as Record<string, unknown>;
  return {
    status: record.status,
    checkpoint: last === undefined ? 'none' : `${last} ${checksum(path.join(checkpoints, last))}`,
    drafts: names.filter((name) => !name.endsWith('.safetensors')).join(),
    metrics: checksum(path.join(folder, 'metrics.jsonl')),
    results: JSON.stringify({ validation, test }),
  };
}

/** The checksum of each file under a folder, by its path there. */
export function checksums(folder: string): Readonly<Record<string, string>> {
  const sums = filesUnder(folder).map((file) => [path.relative(folder, file), checksum(file)]);
  return Object.fromEntries(sums);
}

/** Throws a Failure that names what differs. */
export function sameEnd(
  what: string,
  got: Readonly<Record<string, string>>,
  expected: Readonly<Record<string, string>>,
): void {
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(got)])];
  const differ = keys.filter((key) => got[key] !== expected[key]);
  const shown = differ.map((key) => `${key} is ${got[key]}, not ${expected[key]}`);
  if (differ.length > 0)
    throw new Failure(`${what} came to another end: ${differ.join(', ')}\n${shown.join('\n')}`);
}

function checksum(file: string): string {
  if (!existsSync(file)) return 'none';
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
