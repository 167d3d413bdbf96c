import { setTimeout as pause } from 'node:timers/promises';
import { Option } from 'commander';
import { Redis } from 'ioredis';
import { EnvironmentError } from '../src/input/errors';
import type { RunFolder } from '../src/runs/run-folder';
import { stopIfInterrupted } from '../src/runs/scenario';
import type { Job } from '../src/sweep/job';
import type { PlannedJob } from '../src/sweep/planned-job';
import { askQueue } from '../src/sweep/queue/ask-queue';
import { connectQueue } from '../src/sweep/queue/connect-queue';
import { queueAddress } from '../src/sweep/queue/queue-address';
import { serveQueue } from '../src/sweep/queue/serve-queue';
import { runJobs } from '../src/sweep/run-jobs';
import { hasRedis, startRedis } from '../test/support/redis';
import { atEnd } from './at-end';
import { benchCommand, runBenchmark, wholeNumber } from './command';
import { busyShare } from './quiet';

// What a queue bears, with pretended jobs that only wait: whoever asks, those who serve, and Redis are real.

interface Load {
  readonly workers: number;
  /** Seconds that a job takes. */
  readonly seconds: number;
  /** Seconds that are looked on, once all are at work. */
  readonly look: number;
}

/** What a Redis has done so far. */
interface Spent {
  /** Seconds of its core. */
  readonly core: number;
  readonly commands: number;
}

async function spentBy(redis: Redis): Promise<Spent> {
  const [cpu, stats] = [await redis.info('cpu'), await redis.info('stats')];
  const number = (text: string, name: string) =>
    Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(text)?.[1]);
  return {
    core: number(cpu, 'used_cpu_user') + number(cpu, 'used_cpu_sys'),
    commands: number(stats, 'total_commands_processed'),
  };
}

/** Has so many workers do pretended jobs, and tells what each second of it cost Redis. */
async function measured({ workers, seconds, look }: Load) {
  if (!hasRedis) throw new EnvironmentError('there is neither a redis-server nor a valkey-server');
  const server = await startRedis();
  atEnd(() => void server.kill());
  const quiet = () => undefined;
  const connect = () => connectQueue(queueAddress(server.address), quiet);
  const stop = new AbortController();
  const done = new Set<string>();
  let ended = 0;
  const jobs = Array.from(
    { length: Math.ceil(workers * (2 + (look + 20) / seconds)) },
    (_, at): Job => ({
      ...{ scenario: 'recurrent-mnist', options: {}, seed: at, dataSet: 'mnist' },
    }),
  );
  const planned = new Map(
    jobs.map((job, at): [Job, PlannedJob] => [job, plannedAs(at, jobs.length)]),
  );
  const asking = await connect();
  const redis = new Redis(server.address);
  const look_ = () => (job: Job) => {
    const run = { path: `runs/${job.seed}` } as RunFolder;
    return done.has(planned.get(job)?.key ?? '')
      ? { state: 'finished' as const, run }
      : { state: 'open' as const };
  };
  const asked = await askQueue(asking, { ledger: { look: look_ }, planned, say: quiet });
  const observer = { said: quiet, waits: quiet, ended: quiet };
  const sweep = runJobs(jobs, asked.worker, jobs.length, stop.signal, observer);
  const doJob = async ({ key }: PlannedJob, signal: AbortSignal, said: (line: string) => void) => {
    // the first ones are of different lengths, so that not all end at the same moment
    const length = ended < workers ? seconds * Math.random() : seconds;
    const end = performance.now() + 1000 * length;
    while (performance.now() < end) {
      await pause(Math.min(1000, Math.max(0, end - performance.now())));
      stopIfInterrupted(signal);
      said('training: 40 %, epoch 3/5, 12,000 images/s, 1 min left');
    }
    done.add(key);
    ended += 1;
    return { path: `runs/${key}` } as RunFolder;
  };
  const connections = await Promise.all(Array.from({ length: workers }, connect));
  const serving = connections.map((connection) =>
    serveQueue(connection, { atOnce: 1, doJob, signal: stop.signal, say: quiet }),
  );
  await pause(1000 * Math.min(20, seconds + 5));
  const [before, ends, start] = [await spentBy(redis), ended, performance.now()];
  await pause(1000 * look);
  const [after, passed] = [await spentBy(redis), (performance.now() - start) / 1000];
  const perSecond = {
    jobs: (ended - ends) / passed,
    commands: (after.commands - before.commands) / passed,
    core: (after.core - before.core) / passed,
  };
  stop.abort();
  await Promise.all([sweep, ...serving]);
  await asked.close();
  redis.disconnect();
  for (const connection of [asking, ...connections]) connection.close();
  await server.kill();
  return perSecond;
}

function plannedAs(at: number, of: number): PlannedJob {
  const sweep = 'recurrent-mnist --vary damping=0:0.9:0.1 --seeds 20 --epochs 5'.split(' ');
  const key = at.toString(16).padStart(16, '0');
  return { schema: 1, job: at + 1, of, about: `damping 0.1, seed ${at}`, key, sweep };
}

/** Prints what Redis bears of a queue, as a table in Markdown. */
async function main(): Promise<void> {
  const { workers, seconds, look } = benchCommand('npx ts-node bench/queue.ts')
    .description('Measures what a queue of jobs costs Redis, by pretended jobs that only wait.')
    .addOption(
      numbers('--workers <numbers>', 'workers, each with a job at a time', [100, 200, 400]),
    )
    .addOption(numbers('--seconds <numbers>', 'how long a job takes', [1, 20]))
    .addOption(numbers('--look <seconds>', 'how long is looked on', [20]))
    .parse()
    .opts<Record<'workers' | 'seconds' | 'look', number[]>>();
  process.stderr.write(`cores busy with other work: ${Math.round(100 * (await busyShare()))} %\n`);
  const print = (cells: readonly string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`);
  print([
    'workers',
    'seconds a job',
    'jobs a second',
    'commands a second',
    "share of Redis's core",
    'workers at a full core',
  ]);
  print(['---', '---', '---', '---', '---', '---']);
  for (const length of seconds)
    for (const count of workers) {
      const { jobs, commands, core } = await measured({
        workers: count,
        seconds: length,
        look: look[0] as number,
      });
      const full = Math.round(count / core / 100) * 100;
      print(
        [
          count,
          length,
          jobs.toFixed(1),
          commands.toFixed(0),
          `${(100 * core).toFixed(1)} %`,
          full,
        ].map(String),
      );
    }
}

function numbers(flags: string, about: string, usual: number[]): Option {
  const parse = (text: string) => text.split(',').map(wholeNumber);
  return new Option(flags, about).argParser(parse).default(usual, usual.join(','));
}

void runBenchmark(main);
