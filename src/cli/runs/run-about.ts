import { bytesIn } from '../../machine/bytes-in';
import { runHolder } from '../../runs/resume-run';
import type { RunFolder } from '../../runs/run-folder';
import { type RunRecord, secondsTaken } from '../../runs/run-record';
import type { MainError } from '../../trained/main-error';
import { hasNetwork } from '../../trained/named-network';
import { runError } from './run-error';

/** A run at a glance. */
export interface RunAbout {
  /** Its folder. */
  readonly run: string;
  readonly name?: string;
  readonly scenario: string;
  readonly started: string;
  /** When it ended, or was last stopped. */
  readonly ended?: string;
  /** How long it took, since it was last taken up (`secondsTaken`). */
  readonly seconds?: number;
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
  const record = run.record();
  const { name, scenario, started, ended, status, error: why, results } = record;
  const error = runError(results);
  const seconds = secondsTaken(record);
  return {
    run: run.path,
    ...(name !== undefined && { name }),
    ...{ scenario, started },
    ...(ended !== undefined && { ended }),
    ...(seconds !== undefined && { seconds }),
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
