import { LeaseLost } from './lease';
import { processIn } from './lease-holder';
import { identityOf } from './process-identity';

/** In the environment of a process that does a job of a sweep: the file of the lease by which it may begin a run. */
export const CLAIM = 'TOPDOWN_CLAIM';

/**
 * Throws LeaseLost where this process does a job of a sweep that another has taken over meanwhile. It is asked
 * once the record of a new run is on the disk: whoever takes a job over looks for its runs after that, so
 * either this process finds its claim gone, or the other finds the run.
 */
export function checkClaim(): void {
  const file = process.env[CLAIM];
  if (file === undefined) return;
  const [holder, here] = [processIn(file), identityOf()];
  if (holder?.host === here.host && holder.pid === here.pid && holder.began === here.began) return;
  throw new LeaseLost('the job was taken over by another process: this one does not begin it');
}
