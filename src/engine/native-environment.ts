import { availableParallelism } from 'node:os';
import { didYouMean } from '../input/did-you-mean';
import { InputError } from '../input/errors';
import type { Device } from './native-parts';

/**
 * The device that `TOPDOWN_DEVICE` names; undefined where it names none. Throws InputError where it is none
 * of these.
 */
export function deviceAsked(devices: readonly Device[]): Device | undefined {
  const said = process.env['TOPDOWN_DEVICE'];
  if (!said) return undefined;
  const device = devices.find((one) => one === said);
  if (device) return device;
  throw new InputError(
    `no device "${said}"${didYouMean(said, devices)}: let TOPDOWN_DEVICE be one of ${devices.join(', ')}, or unset it`,
  );
}

/**
 * Threads that TensorFlow will use for one operation: one unless `TF_NUM_INTRAOP_THREADS` says more, which this
 * sets where it is not; 0 is one a core. TensorFlow would take whatever is no number for 0. Throws InputError
 * where it is none.
 */
export function threadsOfOperation(): number {
  process.env['TF_NUM_INTRAOP_THREADS'] ||= '1';
  const said = process.env['TF_NUM_INTRAOP_THREADS'];
  if (!/^\d{1,4}$/.test(said))
    throw new InputError(
      `TF_NUM_INTRAOP_THREADS is "${said}": give a number of threads, 0 for one a core, or unset it`,
    );
  return Number(said) || availableParallelism();
}
