import path from 'node:path';
import { clearDrafts, newDraft } from '../../store/fetch-drafts';
import type { ObjectStore } from '../../store/object-store';
import type { StoredWork } from '../../sweep/finished-in-store';
import { keyToDo, sweepsFolder } from '../../sweep/job';
import type { PreparedSweep } from './prepare-sweep';

type Sweep = Pick<PreparedSweep, 'scenario' | 'ledger' | 'options'>;

/**
 * How the jobs of a sweep lie in a store that is opened, and where their runs go here. What others left there that were
 * killed while they fetched is removed first, once.
 */
export function sweepInStore({
  scenario,
  ledger,
  options,
}: Sweep): (store: ObjectStore) => StoredWork {
  const fetching = path.join(sweepsFolder(options.runs, scenario.name), 'fetching');
  clearDrafts(fetching);
  return (store) => ({
    ...{ store, ledger },
    keyOf: (job) => keyToDo(scenario.options, job),
    place: (key) => ({
      runs: path.join(options.runs, scenario.name),
      draft: newDraft(fetching, key),
    }),
  });
}
