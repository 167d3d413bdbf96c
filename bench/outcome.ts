import { checkFilePlace } from '../src/machine/check-place';
import { writeWhole } from '../src/machine/files';
import { document } from './document';
import type { Findings } from './findings';
import { BUSY } from './quiet';
import { worse } from './regression';

/** What is to become of findings. */
interface Asked {
  /** They are written as `<write>.md` and `<write>.json`. */
  readonly write?: string | undefined;
  /** What they are compared with. */
  readonly before?: Findings | undefined;
}

/** The files that are written. */
const filesOf = (write: string) => ({ json: `${write}.json`, page: `${write}.md` });

/** Throws InputError where findings could not be written there, before hours are spent on them. */
export function checkPlaces(write: string): void {
  for (const file of Object.values(filesOf(write))) checkFilePlace(file);
}

/**
 * Writes findings, unless the machine was busy, and compares them; returns why the benchmark has failed, a line each:
 * none where it has not.
 */
export function outcome(found: Findings, { write, before }: Asked): string[] {
  const slower = before ? worse(found, before) : [];
  if (write === undefined) return slower;
  if (found.busy > BUSY) {
    const share = `${(100 * found.busy).toFixed(0)} %`;
    return [
      `nothing is written: others took ${share} of this machine's cores meanwhile. End them, and measure again`,
      ...slower,
    ];
  }
  const { json, page } = filesOf(write);
  writeWhole(json, `${JSON.stringify(found, null, 2)}\n`);
  writeWhole(page, document(found));
  return slower;
}
