import { startEngine } from '../src/engine/backend';
import type { Precision } from '../src/engine/precision';
import { EnvironmentError, InputError } from '../src/input/errors';

/**
 * Starts the engine for this precision; says why it does not multiply at it, where that is so: the processor cannot, or
 * another engine than the native one was asked for, or is here. Throws as `startEngine` does for float32.
 */
export async function whyNotAt(precision: Precision | undefined): Promise<string | undefined> {
  try {
    await startEngine(undefined, precision);
    return undefined;
  } catch (error) {
    if (precision !== 'bfloat16') throw error;
    if (!(error instanceof EnvironmentError || error instanceof InputError)) throw error;
    await startEngine(); // float32 has to be had
    return error.message;
  }
}
