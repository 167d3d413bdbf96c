import path from 'node:path';
import { makeFolder } from '../../machine/files';
import { loaderOf } from '../../machine/package-folder';
import { takeLease } from '../../runs/lease';
import type { AnyScenario } from '../../runs/scenario';
import { keyToDo, sweepsFolder, typedOptions } from '../../sweep/job';
import { jobProcess } from '../../sweep/job-process';
import { localWorker } from '../../sweep/local-worker';
import type { Worker } from '../../sweep/run-jobs';
import type { RunLedger } from '../../sweep/run-ledger';

/** What decides where and on what runs are made, not what comes of them. */
interface Place {
  readonly runs: string;
  readonly data?: string | undefined;
  readonly engine?: string | undefined;
}

/**
 * A worker that does jobs of a scenario, as it was named, by `topdown run` in processes on this
 * machine: from the sources where this runs from them, else from built code.
 */
export function workersHere(
  named: string,
  { name, options }: AnyScenario,
  ledger: RunLedger,
  { runs, data, engine }: Place,
): Worker {
  const child = path.join(__dirname, `sweep-child${path.extname(__filename)}`);
  const place = typedOptions({ runs, data, engine });
  const claims = path.join(sweepsFolder(runs, name), 'claims');
  return localWorker({
    ledger,
    claim(job) {
      makeFolder(claims);
      return takeLease(path.join(claims, keyToDo(options, job)));
    },
    start(job, unfinished, said, claim) {
      const { seed, dataSet, classes, firstLabel } = job;
      const what = unfinished
        ? typedOptions({ resume: unfinished.path })
        : typedOptions({ ...job.options, seed, dataSet, classes, firstLabel });
      return jobProcess([...loaderOf(child), child, 'run', named, ...what, ...place], claim, said);
    },
  });
}
