import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryFolder } from './folder';
import { freePort } from './free-port';
import { programNamed } from './programs';

const PROGRAMS = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'srun', 'scontrol', 'squeue'];

/** Whether SLURM is on this machine, and may be run: its daemons want to be root's. */
export const hasSlurm = process.getuid?.() === 0 && PROGRAMS.every((name) => programNamed(name));

/** A SLURM of one node, this machine, of its own. */
export interface Slurm {
  /** What a program gives to speak to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs a program of SLURM in a folder; returns what it prints. */
  readonly run: (cwd: string, program: string, ...args: string[]) => string;
  /** Has a job start that waits, as one does for two minutes that was put back into the queue. */
  readonly startNow: (job: string) => void;
  /** Resolves once its daemons have ended: until then they write into its folder. */
  readonly stop: () => Promise<void>;
}

/** Starts a SLURM whose files and ports are its own. */
export async function startSlurm(): Promise<Slurm> {
  const home = temporaryFolder();
  const at = (name: string) => path.join(home, name);
  const [control, node] = [await freePort(), await freePort()];
  for (const name of ['state', 'spool']) mkdirSync(at(name));
  writeFileSync(at('munge.key'), randomBytes(1024), { mode: 0o400 });
  const name = hostname().split('.')[0];
  writeFileSync(
    at('slurm.conf'),
    `ClusterName=test
SlurmctldHost=${name}(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=${at('munge.socket')}
StateSaveLocation=${at('state')}
SlurmdSpoolDir=${at('spool')}
SlurmctldPidFile=${at('slurmctld.pid')}
SlurmdPidFile=${at('slurmd.pid')}
SlurmctldLogFile=${at('slurmctld.log')}
SlurmdLogFile=${at('slurmd.log')}
SlurmctldPort=${control}
SlurmdPort=${node}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,sched_min_interval=0
MpiDefault=none
KillWait=20
ReturnToService=2
NodeName=${name} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`,
  );
  const environment = { SLURM_CONF: at('slurm.conf') };
  const run: Slurm['run'] = (cwd, program, ...args) =>
    execFileSync(programNamed(program) as string, args, {
      ...{ cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
      env: { ...process.env, ...environment },
    });
  const munge = (option: string, file: string) => `--${option}=${at(file)}`;
  run(
    ...([home, 'munged', '--force', munge('key-file', 'munge.key')] as const),
    ...[munge('socket', 'munge.socket'), munge('pid-file', 'munged.pid')],
    ...[munge('log-file', 'munged.log'), munge('seed-file', 'munge.seed')],
  );
  run(home, 'slurmctld', '-i');
  run(home, 'slurmd');
  /** What may fail, as a job may have ended meanwhile. */
  const tried = (program: string, ...args: string[]) => {
    try {
      run(home, program, ...args);
    } catch {
      // it has
    }
  };
  const pidIn = (file: string) => Number(readFileSync(at(file), 'utf8'));
  return {
    ...{ environment, run },
    startNow: (job) => tried('scontrol', 'update', `jobid=${job}`, 'StartTime=now'),
    async stop() {
      tried('scancel', '--full', '--signal=KILL', '--user=root');
      const daemons = ['slurmd.pid', 'slurmctld.pid', 'munged.pid'].map(pidIn);
      for (const daemon of daemons) {
        signal(daemon, 'SIGTERM');
        for (let left = 100; left > 0 && signal(daemon, 0); left--) await pause(100);
        signal(daemon, 'SIGKILL');
      }
    },
  };
}

/** Sends a signal to a process, if there still is one; returns whether there was. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
