import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { startEngine } from '../../src/engine/backend';
import { CLAIM } from '../../src/runs/claim';
import { LeaseLost, takeLease } from '../../src/runs/lease';
import { perform } from '../../src/runs/perform';
import { identityOf } from '../../src/runs/process-identity';
import type { Scenario } from '../../src/runs/scenario';
import { temporaryFolder } from '../support/folder';

afterEach(() => void vi.unstubAllEnvs());

const beginning = {
  ...{ name: 'beginning', shows: 'a run that begins', options: {} },
  run: async ({ run }) => void run.file('begun'),
} as Scenario<Record<string, never>, void>;

/** What comes of a run that begins by the claim on a job that this file stands for. */
async function begunBy(runs: string, claim: string) {
  vi.stubEnv(CLAIM, claim);
  const asked = { options: {}, runs, seed: 17, dataSet: 'drawn-digits' };
  const { signal } = new AbortController();
  const progress = () => ({ advance: () => undefined, done: () => undefined });
  const around = { engine: await startEngine(), say: () => undefined, progress, signal };
  return perform(beginning, asked as never, around);
}

it('a process begins the run of a job while it has the claim', async () => {
  const runs = temporaryFolder();
  const { lease } = takeLease(path.join(temporaryFolder(), 'job'));
  const { run, stopped } = await begunBy(runs, lease?.file ?? '');
  expect(stopped).toBeUndefined();
  expect(run.record().status).toBe('finished');
});

it.each(['is of another process', 'is gone'])(
  'a process that slept begins nothing where the claim %s',
  async (how) => {
    const runs = temporaryFolder();
    const { lease } = takeLease(path.join(temporaryFolder(), 'job'));
    if (!lease) throw new Error('nobody has it');
    if (how === 'is gone') lease.release();
    else lease.handTo({ ...identityOf(), pid: 1 });
    const { stopped } = await begunBy(runs, lease.file);
    expect(stopped?.by).toBeInstanceOf(LeaseLost);
    const left =
      existsSync(path.join(runs, 'beginning')) && readdirSync(path.join(runs, 'beginning'));
    expect(left).toEqual([]);
  },
);
