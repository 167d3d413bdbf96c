import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { EnvironmentError } from '../../src/input/errors';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';
import { hasRedis, startRedis } from '../support/redis';
import { hasS3, type OwnS3, startS3 } from '../support/s3-server';
import { recordsIn, script, TOPDOWN } from '../support/shell';

const GRID =
  'recurrent-mnist --vary damping=0.1,0.3 --data-set drawn-digits --hidden 12,10 --train 400 --epochs 25 --save-every 0.001';
const SECRET = 'not-to-be-shown';

it.skipIf(!hasRedis || !hasS3)(
  'machines that share no disk do a sweep by a store (needs redis-server, and TOPDOWN_PYTHON): where one is killed, and the queue forgets all, another goes on from what was sent',
  async () => {
    const [alone, desk, box, barn] = [0, 1, 2, 3].map(temporaryFolder) as [
      ...[alone: string, desk: string, box: string, barn: string],
    ];
    const [redis, s3] = await Promise.all([startRedis(), startS3({ secret: SECRET })]);
    onTestFinished(redis.kill);
    onTestFinished(s3.kill);
    const start = (words: string, cwd: string, host: string) =>
      script(`exec ${TOPDOWN} ${words}`, cwd, {
        env: { ...s3.environment, TOPDOWN_HOST: host, TOPDOWN_LEASE_SECONDS: '2' },
      });
    const serve = `worker ${redis.address} --workers 1`;
    const killed = start(serve, box, 'box');
    const asking = start(
      ...([`sweep ${GRID} --queue ${redis.address} --store ${s3.address}`, desk, 'desk'] as const),
    );
    while (!(await hasCheckpoint(s3))) await pause(10);
    killed.child.kill('SIGKILL');
    await redis.kill();
    await redis.start();
    const going = start(serve, barn, 'barn');
    const whole = await topdownCommand(['sweep', ...GRID.split(' '), '--workers', '1'], alone);
    expect(whole.code, whole.stderr).toBe(0);
    expect(await asking.ended, asking.said() + going.said()).toBe(0);
    going.child.kill('SIGTERM');
    expect(await going.ended, going.said()).toBe(143);

    const records = recordsIn(desk);
    expect(records.map(({ status }) => status)).toEqual(['finished', 'finished']);
    const went = records.map(({ resumed, process }) => `${process.host} ${resumed.length}`);
    expect(new Set(went)).toEqual(new Set(['barn 0', 'barn 1']));
    expect(learnt(desk)).toEqual(learnt(alone));
    expect(asking.said() + going.said() + killed.said()).not.toContain(SECRET);
  },
);

it.skipIf(!hasS3)(
  'a store lets a name be written once, whoever else writes it at that moment (needs TOPDOWN_PYTHON)',
  async () => {
    const s3 = await startS3();
    onTestFinished(s3.kill);
    const store = await s3.open();
    const words = Array.from({ length: 8 }, (_, at) => Buffer.from(`${at}`));
    const won = await Promise.all(words.map((word) => store.putNew('a/name', word)));
    expect(won.filter(Boolean)).toHaveLength(1);
    const found = await store.get('a/name', 10);
    expect(Buffer.from(found?.bytes ?? [])).toEqual(words[won.indexOf(true)]);
    expect(found?.quiet).toBeLessThan(30);
    await expect(store.get('a/name', 0)).rejects.toThrow('has more than 0 bytes');
    expect([await store.has('a/name'), await store.has('a/other')]).toEqual([true, false]);
    expect(await store.get('a/other', 10)).toBeUndefined();
    await store.remove('a/name');
    expect(await store.has('a/name')).toBe(false);
    await s3.kill();
    await expect(store.has('a/name')).rejects.toThrow(EnvironmentError);
  },
);

const sweep = (address: string) =>
  ['sweep', ...GRID.split(' '), '--queue', 'redis://127.0.0.1:1', '--store', address] as const;
const refusing = oneProcess({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ACCESS_KEY_ID: '' });

it('a store that cannot be meant, and credentials that are missing, are told before anything is done', async () => {
  const folder = temporaryFolder();
  for (const [args, said] of [
    [sweep('s3://'), 's3:// is not the address of a store'],
    [sweep('s3://runs'), 'AWS_ACCESS_KEY_ID is not set'],
    [['sweep', ...GRID.split(' '), '--store', 's3://runs'], '--store is for jobs that others do'],
  ] as const) {
    const ended = await refusing(args, folder);
    expect(ended.code, ended.stderr).toBe(2);
    expect(ended.stderr).toContain(said);
  }
  expect(readdirSync(folder)).toEqual([]);
});

it.skipIf(!hasS3)('a store that refuses whoever asks is told (needs TOPDOWN_PYTHON)', async () => {
  const s3 = await startS3({ refuses: true });
  onTestFinished(s3.kill);
  const asking = script(`exec ${TOPDOWN} ${sweep(s3.address).join(' ')}`, temporaryFolder(), {
    env: s3.environment,
  });
  expect(await asking.ended, asking.said()).toBe(2);
  expect(asking.said()).toMatch(/the store s3:.* refuses: InvalidAccessKeyId.*AWS_ACCESS_KEY_ID/);
});

/** Whether a store has a run of a first attempt that can be gone on with in its middle. */
async function hasCheckpoint(s3: OwnS3): Promise<boolean> {
  const list = await (await s3.ask('?list-type=2')).text();
  const [, name] = /<Key>(sweeps\/\w+\/1\/state)<\/Key>/.exec(list) ?? [];
  return name !== undefined && /checkpoints\//.test(await (await s3.ask(name)).text());
}

/** What came of the runs in a working folder, by their damping: last checkpoint and metrics. */
function learnt(cwd: string) {
  const runs = path.join(cwd, 'runs', 'recurrent-mnist');
  const all = readdirSync(runs).map((name) => {
    const file = (...names: string[]) => path.join(runs, name, ...names);
    const { options } = JSON.parse(readFileSync(file('run.json'), 'utf8'));
    const last = readdirSync(file('checkpoints')).sort().at(-1) as string;
    const bytes = [file('checkpoints', last), file('metrics.parquet')].map((one) =>
      readFileSync(one).toString('base64'),
    );
    return [String(options.damping), last, ...bytes].join(' ');
  });
  return all.sort();
}
