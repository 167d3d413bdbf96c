import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { readError } from '../machine/files';
import { runHolder } from '../runs/resume-run';
import type { RunFolder } from '../runs/run-folder';
import type { RunRecord } from '../runs/run-record';
import { type MainError, mainErrorIn } from './main-error';
import { hasNetwork } from './named-network';

/** A run at a glance. */
export interface RunAbout {
  /** Its folder. */
  readonly run: string;
  readonly name?: string;
  readonly scenario: string;
  readonly started: string;
  /** When it ended, or was last stopped. */
  readonly ended?: string;
  /** `running`: somebody is at it; `stopped`: it goes on by --resume. */
  readonly status: 'running' | 'finished' | 'stopped' | 'failed';
  /** Why it failed. */
  readonly why?: string;
  /** How its network errs on the images that were held out. */
  readonly error?: MainError;
  /** Whether a network lies in it. */
  readonly network: boolean;
  readonly bytes: number;
}

/** What there is to say of a run. Throws as reading files does. */
export function aboutRun(run: RunFolder): RunAbout {
  const { name, scenario, started, ended, status, error: why, results } = run.record();
  const error = mainErrorIn(results);
  return {
    run: run.path,
    ...(name !== undefined && { name }),
    ...{ scenario, started },
    ...(ended !== undefined && { ended }),
    status: statusNow(run, status),
    ...(why !== undefined && { why }),
    ...(error && { error }),
    network: hasNetwork(run.path),
    bytes: bytesIn(run.path),
  };
}

/** What a record says may be out of date: a process that was killed has not said so. */
function statusNow(run: RunFolder, status: RunRecord['status']): RunAbout['status'] {
  if (status === 'finished') return status;
  if (runHolder(run) !== undefined) return 'running';
  return status === 'failed' ? status : 'stopped';
}

/** Bytes of a file, or of all files in a folder; those that go while they are counted are not. */
export function bytesIn(folder: string): number {
  try {
    const one = statSync(folder);
    if (one.isFile()) return one.size;
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        statSync(path.join(parentPath, name), { throwIfNoEntry: false }),
      )
      .reduce((sum, stat) => sum + (stat?.size ?? 0), 0);
  } catch (error) {
    throw readError(folder, error);
  }
}
