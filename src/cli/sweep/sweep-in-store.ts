import path from 'node:path';
import { clearDrafts, newDraft } from '../../store/fetch-drafts';
import type { ObjectStore } from '../../store/object-store';
import type { StoredWork } from '../../sweep/finished-in-store';
import { keyToDo, sweepsFolder } from '../../sweep/job';
import type { PreparedSweep } from './prepare-sweep';

/**
 * How the jobs of a sweep lie in a store, and where their runs go here. What others left there that were killed
 * while they fetched is removed.
 */
export function sweepInStore(
  store: ObjectStore,
  { scenario, ledger, options }: Pick<PreparedSweep, 'scenario' | 'ledger' | 'options'>,
): StoredWork {
  const fetching = path.join(sweepsFolder(options.runs, scenario.name), 'fetching');
  clearDrafts(fetching);
  return {
    ...{ store, ledger },
    keyOf: (job) => keyToDo(scenario.options, job),
    place: (key) => ({
      runs: path.join(options.runs, scenario.name),
      draft: newDraft(fetching, key),
    }),
  };
}
