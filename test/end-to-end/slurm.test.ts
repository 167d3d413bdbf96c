import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openRun, runsOf } from '../../src/runs/run-folder';
import type { SweepRecord } from '../../src/sweep/sweep';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { TOPDOWN } from '../support/shell';
import { hasSlurm, startSlurm } from '../support/slurm';

/** The script that docs/sweeps.md shows, with the program and the jobs of this test. */
function scriptShown(jobs: number): string {
  const text = readFileSync(path.join(__dirname, '../../docs/sweeps.md'), 'utf8');
  const [, script = ''] = /```bash\n(#!\/bin\/bash\n#SBATCH[\s\S]*?)```/.exec(text) ?? [];
  expect(script).toContain('srun npx topdown');
  return script
    .replace('npx topdown', TOPDOWN)
    .replace(/--array=\S+/, `--array=1-${jobs}`)
    .replace('--cpus-per-task=2', '--cpus-per-task=1');
}

const GRID =
  'recurrent-mnist --vary damping=0.1,0.3 --data-set drawn-digits --hidden 60,60 --epochs 6 --save-every 0.01';

it.skipIf(!hasSlurm)(
  'SLURM does the jobs of a plan, and goes on with one that is preempted',
  async () => {
    const folder = temporaryFolder(); // goes last: what SLURM started writes into it
    const slurm = await startSlurm();
    onTestFinished(slurm.stop);
    const sweep = (...args: string[]) => topdownCommand(['sweep', ...args], folder);
    expect((await sweep(...GRID.split(' '), '--plan', 'jobs.jsonl')).code).toBe(0);
    writeFileSync(path.join(folder, 'job.sh'), scriptShown(2));
    const submitted = slurm.run(folder, 'sbatch', 'job.sh');
    const [, job = ''] = /(\d+)/.exec(submitted) ?? [];
    const hasBegun = (run: string) => existsSync(path.join(run, 'run.json'));
    const runs = () =>
      runsOf(path.join(folder, 'runs'), 'recurrent-mnist').filter(hasBegun).map(openRun);
    const started = () => runs().some((run) => run.record().learning !== undefined);
    while (!started()) await pause(200);
    slurm.run(folder, 'scontrol', 'requeue', `${job}_1`); // as for a job that matters more
    const left = () => slurm.run(folder, 'squeue', '--noheader').trim();
    while (left() !== '') {
      await pause(500);
      slurm.startNow(`${job}_1`);
    }
    const records = runs().map((run) => run.record());
    expect(records.map(({ status }) => status)).toEqual(['finished', 'finished']);
    expect(records.map(({ resumed }) => resumed.length > 0)).toContain(true);

    const collected = await sweep('--plan', 'jobs.jsonl', '--collect', '--json');
    expect(collected.code, collected.stderr).toBe(0);
    const { jobs } = JSON.parse(collected.stdout) as SweepRecord;
    expect(jobs.map(({ status }) => status)).toEqual(['finished', 'finished']);
  },
);
