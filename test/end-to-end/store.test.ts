import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { topdownCommand } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { hasRedis, startRedis } from '../support/redis';
import { hasS3, startS3 } from '../support/s3-server';
import { recordsIn, script, TOPDOWN, until } from '../support/shell';

const GRID =
  'recurrent-mnist --vary damping=0.1,0.3 --data-set drawn-digits --hidden 12,10 --train 400 --epochs 20 --save-every 0.001';
const LEASE = 2;

it.skipIf(!hasRedis || !hasS3)(
  'machines that share no disk do a sweep by a store: where one is killed, another goes on from what it had sent',
  async () => {
    const [alone, desk, box, barn] = Array.from({ length: 4 }, temporaryFolder) as [
      string,
      string,
      string,
      string,
    ];
    const whole = topdownCommand(['sweep', ...GRID.split(' '), '--workers', '1'], alone);
    const [redis, s3] = await Promise.all([startRedis(), startS3()]);
    onTestFinished(redis.kill);
    onTestFinished(s3.kill);
    const start = (words: string, cwd: string, host: string) => {
      const env = { ...s3.environment, TOPDOWN_HOST: host, TOPDOWN_LEASE_SECONDS: String(LEASE) };
      return script(`exec ${TOPDOWN} ${words}`, cwd, { env });
    };
    const asking = start(
      `sweep ${GRID} --queue ${redis.address} --store ${s3.address}`,
      desk,
      'desk',
    );
    const killed = start(`worker ${redis.address} --workers 1`, box, 'box');
    const sent = async () => {
      const list = await (await s3.ask('?list-type=2')).text();
      const states = [...list.matchAll(/<Key>(sweeps\/\w+\/1\/state)<\/Key>/g)];
      const [, name = ''] = states[0] ?? [];
      return name !== '' && /checkpoints\//.test(await (await s3.ask(name)).text());
    };
    while (!(await sent())) await new Promise((resolve) => setTimeout(resolve, 100));
    killed.child.kill('SIGKILL');
    const going = start(`worker ${redis.address} --workers 1`, barn, 'barn');
    expect(await asking.ended, asking.said() + going.said()).toBe(0);
    going.child.kill('SIGTERM');
    expect(await going.ended, going.said()).toBe(143);
    expect((await whole).code, (await whole).stderr).toBe(0);

    const records = recordsIn(desk);
    expect(records.map(({ status }) => status)).toEqual(['finished', 'finished']);
    expect(records.map(({ resumed }) => resumed.length).sort()).toEqual([0, 1]);
    expect(records.map((one) => one.process.host)).toEqual(['barn', 'barn']);
    expect(learnt(desk)).toEqual(learnt(alone));
    expect(asking.said() + going.said()).not.toContain('not-to-be-shown');
    await until(() => true);
  },
  120_000,
);

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
    return [options.damping, last, ...bytes];
  });
  return all.sort();
}
