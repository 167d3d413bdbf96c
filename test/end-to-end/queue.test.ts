import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { EnvironmentError } from '../../src/input/errors';
import type { RunFolder } from '../../src/runs/run-folder';
import { connectQueue } from '../../src/sweep/queue/connect-queue';
import { queueAddress } from '../../src/sweep/queue/queue-address';
import { QUEUE } from '../../src/sweep/queue/queued-job';
import { serveQueue } from '../../src/sweep/queue/serve-queue';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { hasPostgres, startPostgres } from '../support/postgres';
import { hasRedis, startRedis } from '../support/redis';
import { recordsIn, script, TOPDOWN, until } from '../support/shell';

const GRID =
  'recurrent-mnist --vary damping=0.1,0.3 --data-set drawn-digits --hidden 12,10 --train 400 --epochs 4 --save-every 0.001';
const PASSWORD = 'not-to-be-shown';

it.skipIf(!hasRedis)(
  'workers of a queue do each job once, whoever asks, and one that is stopped leaves its job to others',
  async () => {
    const folder = temporaryFolder();
    const redis = await startRedis('--requirepass', PASSWORD);
    onTestFinished(redis.kill);
    const start = (words: string, host: string) => {
      const env = {
        TOPDOWN_QUEUE_PASSWORD: PASSWORD,
        TOPDOWN_HOST: host,
        TOPDOWN_LEASE_SECONDS: '8',
      };
      return script(`${TOPDOWN} ${words}`, folder, { env });
    };
    const ask = () => start(`sweep ${GRID} --queue ${redis.address}`, 'desk');
    const [one, other] = [ask(), ask()];
    const stopped = start(`worker ${redis.address} --workers 1`, 'box');
    await until(() => recordsIn(folder).some(({ learning }) => learning !== undefined));
    stopped.child.kill('SIGTERM');
    expect(await stopped.ended, stopped.said()).toBe(143);
    const going = start(`worker ${redis.address} --workers 1`, 'barn');
    expect(await one.ended, one.said()).toBe(0);
    expect(await other.ended, other.said()).toBe(0);
    going.child.kill('SIGTERM');
    expect(await going.ended, going.said()).toBe(143);

    const records = recordsIn(folder);
    expect(records.map(({ status }) => status)).toEqual(['finished', 'finished']);
    expect(records.map(({ resumed }) => resumed.length).sort((a, b) => a - b)).toEqual([0, 1]);
    const [, result = ''] = /everything is in (\S+)/.exec(one.said()) ?? [];
    const record = readFileSync(path.join(folder, result, 'sweep.json'), 'utf8');
    expect(record + one.said() + going.said()).not.toContain(PASSWORD);
    expect(JSON.parse(record).sweep).toEqual(GRID.split(' '));
  },
);

it.skipIf(!hasRedis)(
  'a worker that would make other jobs of a sweep says so, and leaves them to others',
  async () => {
    const folder = temporaryFolder();
    const redis = await startRedis();
    onTestFinished(redis.kill);
    const connection = new Redis(redis.address, { maxRetriesPerRequest: null });
    onTestFinished(() => connection.disconnect());
    const queue = new Queue(QUEUE, { connection });
    const job = {
      schema: 1,
      job: 1,
      of: 2,
      about: 'damping 0.1',
      key: '0',
      sweep: GRID.split(' '),
    };
    await queue.add('no job', { key: '1' }, { jobId: 'job-1' });
    await queue.add(job.about, job, { jobId: 'job-0' });
    const nowhere = { ...job, key: '2', sweep: ['./nowhere.ts', '--seeds', '2'] };
    await queue.add(nowhere.about, nowhere, { jobId: 'job-2' });
    const ended = await topdownCommand(['worker', redis.address, '--idle', '8'], folder);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('cannot do the jobs of npx topdown sweep recurrent-mnist');
    expect(ended.stderr).toContain('cannot do the jobs of npx topdown sweep ./nowhere.ts');
    for (const id of ['job-0', 'job-2'])
      expect(['delayed', 'waiting']).toContain(await queue.getJobState(id));
    expect((await queue.getJob('job-1'))?.failedReason).toContain('this is not a job of a sweep');
  },
);

it.skipIf(!hasRedis)(
  'a machine that cannot do a job for the moment, as its disk is away, puts it back',
  async () => {
    const redis = await startRedis();
    onTestFinished(redis.kill);
    const quiet = () => undefined;
    const connection = await connectQueue(queueAddress(redis.address), quiet);
    onTestFinished(connection.close);
    const queue = new Queue(QUEUE, { connection: connection.connection });
    const job = { schema: 1, job: 1, of: 1, about: 'damping 0.1', key: '0', sweep: ['a'] };
    await queue.add(job.about, job, { jobId: 'job-0' });
    const stop = new AbortController();
    let tries = 0;
    const doJob = async () => {
      tries += 1;
      if (tries === 1) throw new EnvironmentError('cannot make runs: that folder does not exist');
      return { path: 'runs/a' } as RunFolder;
    };
    const serving = serveQueue(connection, { atOnce: 1, doJob, signal: stop.signal, say: quiet });
    while ((await queue.getJobState('job-0')) !== 'completed') await pause(100);
    stop.abort();
    await serving;
    await queue.close();
    expect(tries).toBe(2);
  },
);

it.skipIf(!hasPostgres)('a queue may be in PostgreSQL', async () => {
  const folder = temporaryFolder();
  const postgres = await startPostgres();
  onTestFinished(postgres.stop);
  const asking = script(`${TOPDOWN} sweep ${GRID} --queue ${postgres.address}`, folder);
  const working = script(`${TOPDOWN} worker ${postgres.address} --workers 2`, folder);
  expect(await asking.ended, asking.said()).toBe(0);
  working.child.kill('SIGTERM');
  expect(await working.ended, working.said()).toBe(143);
  expect(recordsIn(folder).map(({ status }) => status)).toEqual(['finished', 'finished']);
});

it('a queue that is nowhere is told at once', async () => {
  const ended = await topdownCommand(['worker', 'redis://127.0.0.1:1'], temporaryFolder());
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(
    /the queue redis:\/\/127\.0\.0\.1:1 is out of reach: .*ECONNREFUSED/,
  );
});
