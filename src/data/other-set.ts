import { candidatesIn, wholeOf } from './candidates';
import type { DataSet } from './data-set';
import { allDataSets } from './data-sets';

/** Another data set whose files, by names of their own, are all in a folder. */
export async function otherSetIn(given: string, { name }: DataSet) {
  for (const other of allDataSets().filter((one) => one.name !== name)) {
    const found = wholeOf(other, await candidatesIn(other, given));
    if (found) return { name: other.name, path: found.path };
  }
  return undefined;
}
