import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { EnvironmentError } from '../input/errors';
import { remove } from '../machine/files';
import { namesIn } from '../machine/read-whole';
import { sha256 } from '../machine/sha256';
import { hasEnded, identityOf, type ProcessIdentity } from '../runs/process-identity';

/**
 * Where a process fetches a run of a job to until it is whole: a folder of its own in `folder`. Its name tells which
 * process that is: where its number counts, the number, and when it began.
 */
export function newDraft(folder: string, key: string, one: ProcessIdentity = identityOf()): string {
  const { pid, began = '' } = one;
  return path.join(folder, [key, groundOf(one), pid, began, randomUUID()].join('.'));
}

/**
 * Removes the drafts of processes that have ended on this machine, as those that were killed. One that cannot be
 * removed, as where it is another person's, stays: it is in nobody's way.
 */
export function clearDrafts(folder: string): void {
  for (const name of namesIn(folder).filter(isLeft)) {
    try {
      remove(path.join(folder, name));
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
    }
  }
}

function isLeft(name: string): boolean {
  const [, ground, number = '', began = ''] = DRAFT.exec(name) ?? [];
  const { began: _, ...here } = identityOf();
  if (ground !== groundOf(here)) return false;
  return hasEnded({ ...here, pid: Number(number), ...(began !== '' && { began }) });
}

const DRAFT = /^\w+\.([0-9a-f]{16})\.(\d+)\.(\d*)\.[0-9a-f-]{36}$/;

/** Sixteen letters for the machine, its boot and the container: among their processes a number means one. */
function groundOf({ host, boot, namespace }: Partial<ProcessIdentity>): string {
  return sha256(Buffer.from(JSON.stringify([host, boot, namespace]))).slice(0, 16);
}
