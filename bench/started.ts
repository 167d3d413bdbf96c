import { startEngine } from '../src/engine/backend';
import type { Precision } from '../src/engine/precision';
import { EnvironmentError } from '../src/input/errors';

/** Starts the engine for this precision, and says whether this processor multiplies at it. */
export async function startedAt(precision: Precision | undefined): Promise<boolean> {
  try {
    await startEngine(undefined, precision);
    return true;
  } catch (error) {
    if (precision === 'bfloat16' && error instanceof EnvironmentError) return false;
    throw error;
  }
}
