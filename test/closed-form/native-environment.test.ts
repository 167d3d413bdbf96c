import { availableParallelism } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { deviceAsked, threadsOfOperation } from '../../src/engine/native-environment';
import { InputError } from '../../src/input/errors';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the device that TOPDOWN_DEVICE names', () => {
  it.each([
    ['cpu', 'cpu'],
    ['gpu', 'gpu'],
    ['', undefined],
    [undefined, undefined],
  ])('is, where it says %s: %s', (said, device) => {
    vi.stubEnv('TOPDOWN_DEVICE', said);
    expect(deviceAsked(['cpu', 'gpu'])).toBe(device);
  });

  it.each(['CPU', ' cpu', 'cuda'])('is one that there is, not "%s"', (said) => {
    vi.stubEnv('TOPDOWN_DEVICE', said);
    expect(() => deviceAsked(['cpu', 'gpu'])).toThrow(InputError);
  });
});

describe('the threads of an operation', () => {
  it.each([
    ['3', 3, '3'],
    ['0', availableParallelism(), '0'],
    ['', 1, '1'],
    [undefined, 1, '1'],
  ])('are, where TF_NUM_INTRAOP_THREADS is %s: %i', (said, threads, left) => {
    vi.stubEnv('TF_NUM_INTRAOP_THREADS', said);
    expect(threadsOfOperation()).toBe(threads);
    expect(process.env['TF_NUM_INTRAOP_THREADS']).toBe(left);
  });

  it.each(['many', '-1', '1.5', '99999'])('are a number, not %s', (said) => {
    vi.stubEnv('TF_NUM_INTRAOP_THREADS', said);
    expect(threadsOfOperation).toThrow(InputError);
  });
});
