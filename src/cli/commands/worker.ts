import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { z } from 'zod';
import { ENGINES } from '../../engine/engines';
import { addOptions, parseOptions } from '../option-schema';

const WORKER_OPTIONS = {
  workers: z
    .int()
    .min(1)
    .max(256)
    .default(Math.max(1, Math.floor(availableParallelism() / 2)))
    .describe('jobs at a time, each in a process of its own'),
  idle: z
    .number()
    .min(0)
    .optional()
    .describe('end after this many seconds without a job (default: only on Ctrl-C)')
    .meta({ value: 'seconds' }),
  runs: z
    .string()
    .min(1)
    .optional()
    .describe('folder that holds all runs (default: the one that the sweep was given)')
    .meta({ value: 'folder' }),
  data: z
    .string()
    .min(1)
    .optional()
    .describe(
      "folder with the data sets' files on this machine (default: the one that the sweep was given)",
    )
    .meta({ value: 'folder' }),
  engine: z
    .enum(ENGINES)
    .optional()
    .describe(
      'engine on this machine (default: the one that the sweep was given, else TOPDOWN_ENGINE, or the fastest that loads)',
    ),
};

const MORE = `
Any number of machines can serve a queue. Each job is run by one of them; a
machine that is killed or cut off loses the work since its last save. Ctrl-C
saves, and returns unfinished jobs. On one machine, and on each of the others:

  npx topdown sweep recurrent-mnist --vary damping=0,0.3 --queue redis://box:6379
  npx topdown worker redis://box:6379

The queue is in Redis or Valkey (redis://host:6379, rediss://… over TLS) or in
PostgreSQL (postgres://user@host/database). The password may be in
TOPDOWN_QUEUE_PASSWORD instead of the address. The exit code is 0 after --idle,
130 after Ctrl-C, 143 after SIGTERM. docs/sweeps.md has more.`;

/** `topdown worker`: does the jobs of sweeps that were put into a queue. `ended` is told the exit code. */
export function workerCommand(command: Command, ended: (code: number) => void): void {
  addOptions(command, WORKER_OPTIONS)
    .addHelpText('after', MORE)
    .action(async (queue: string, typed: object) => {
      const options = parseOptions(WORKER_OPTIONS, typed as never);
      const { workQueue } = await import('../sweep/work-queue');
      ended(await workQueue(queue, options));
    });
}
