import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { EnvironmentError } from '../../engine/errors';
import { loaderOf } from '../../engine/from-sources';
import { Interrupted } from '../../experiment/interrupted';
import { type MemoryCell, memoryCell, type Part } from './cell';

const run = promisify(execFile);

/**
 * Measures one part in a process of its own, so that its peak memory is its own: from the sources
 * where this runs from them, else from built code. Throws Interrupted, when the process is gone,
 * where the signal aborts, and EnvironmentError where it fails.
 */
export async function alone(part: Part, signal: AbortSignal): Promise<MemoryCell> {
  const child = path.join(__dirname, `child${path.extname(__filename)}`);
  const args = ['--expose-gc', ...loaderOf(child), child, JSON.stringify(part)];
  try {
    const { stdout } = await run(process.execPath, args, { signal });
    return memoryCell.parse(JSON.parse(stdout));
  } catch (error) {
    if (signal.aborted) throw new Interrupted();
    const { stderr, message } = error as Error & { readonly stderr?: string };
    const { way, depth } = part;
    throw new EnvironmentError(
      `measuring ${way} with ${depth} hidden layers failed: ${stderr?.trim() || message}`,
    );
  }
}
