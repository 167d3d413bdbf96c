import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure';
import type { Ground } from './part';
import { endThose } from './processes';

/**
 * Does a trial in a new folder of its own, which is removed when all went well. A Failure takes it
 * along, so that it is kept. Processes that the trial left behind are ended.
 */
export async function inFolder<T>(
  ground: Ground,
  name: string | number,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = path.join(ground.folder, `trial-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const result = await work(folder);
    rmSync(folder, { recursive: true, force: true });
    return result;
  } catch (error) {
    if (error instanceof Failure && error.folder === undefined)
      throw new Failure(error.message, folder);
    throw error;
  } finally {
    endThose(folder);
  }
}
