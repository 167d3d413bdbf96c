import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hasRedis, type OwnRedis, startRedis } from '../../support/redis';
import { succeeded, undisturbedTime, withoutStack } from '../disturb';
import { inFolder } from '../in-folder';
import type { Part } from '../part';
import { HANGS, type Running, topdown } from '../processes';
import { sweepEnd, sweepEndedWell, sweepOf } from '../undisturbed';
import { LEASE, startWorkers } from './workers';

/** A sweep of so many jobs that is done by workers of a queue, each a machine of its own. */
interface Size {
  readonly name: string;
  readonly seeds: number;
  readonly workers: number;
  /** Milliseconds between two disturbances. */
  readonly every: number;
  readonly share: number;
}

/**
 * Two sweeps ask for the same jobs while workers are killed or stand still, the queue is killed twice
 * with all that it holds, and the disk of the runs is away for a moment.
 */
function disturbedQueue({ name, seeds, workers: count, every, share }: Size): Part {
  const jobs = 2 * seeds;
  return {
    ...{ name, unit: 'trials', share },
    promises: `${jobs} jobs of a queue are done once each, with the same numbers as by one machine`,
    lacks: () => (hasRedis ? undefined : 'there is no redis-server'),
    async begin(ground) {
      const whole = path.join(ground.folder, 'undisturbed');
      mkdirSync(whole);
      await undisturbedTime(
        `sweep of ${jobs}`,
        topdown([...sweepOf(seeds), '--workers', '2'], whole),
      );
      const expected = sweepEnd(whole, jobs);
      return (random, number) =>
        inFolder(ground, number, async (folder) => {
          const redis = await startRedis();
          ground.atTheEnd(redis.kill);
          const disk = detachableDisk(folder);
          const workers = startWorkers(count, redis.address, disk.folder, folder);
          const ask = () =>
            topdown([...sweepOf(seeds), '--queue', redis.address], disk.folder, {
              log: folder,
              env: { TOPDOWN_LEASE_SECONDS: LEASE },
            });
          const asking = [untilDone(ask), untilDone(ask)];
          const over = new AbortController();
          const all = Promise.all(asking).finally(() => over.abort());
          all.catch(() => undefined); // told below
          const accidents = [restart(redis), disk.away, restart(redis)];
          const words: string[] = [];
          for (let turn = 1; ; turn++) {
            await pause(every, undefined, { signal: over.signal }).catch(() => undefined);
            if (over.signal.aborted || ground.signal.aborted) break;
            words.push(await workers.disturb(random));
            const accident = turn % 2 === 0 ? accidents.shift() : undefined;
            if (accident) words.push(await accident());
          }
          await all;
          await workers.stop();
          await redis.kill();
          await sweepEndedWell(disk.folder, expected);
          return words.length > 0 ? words : ['undisturbed'];
        });
    },
  };
}

/** Kills a queue, which forgets all, and starts it anew a moment later. */
function restart(redis: OwnRedis): () => Promise<string> {
  return async () => {
    await redis.kill();
    await pause(1000);
    await redis.start();
    return 'queue killed';
  };
}

/** Asks for a sweep again until it ends well: a job fails where its disk is away. */
async function untilDone(ask: () => Running): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const ended = await ask().ended;
    withoutStack(ended);
    if (ended.code === 0) return;
    const isTriedAgain = ended.code === 1 && /the same command|out of reach/.test(ended.stderr);
    if (!isTriedAgain || performance.now() - begun > HANGS) return succeeded('a sweep', ended);
    await pause(500);
  }
}

/** A disk that can be taken away for a moment: a folder by a name that leads nowhere then. */
function detachableDisk(folder: string) {
  const [real, name] = [path.join(folder, 'real'), path.join(folder, 'work', 'runs')];
  for (const one of [real, path.dirname(name)]) mkdirSync(one);
  const leadsTo = (target: string) => {
    symlinkSync(target, `${name}-next`);
    renameSync(`${name}-next`, name);
  };
  leadsTo(real);
  return {
    /** Where commands work; their runs are on the disk. */
    folder: path.dirname(name),
    async away() {
      leadsTo(path.join(folder, 'nowhere'));
      await pause(1500);
      leadsTo(real);
      return 'disk away';
    },
  };
}

/** For every campaign. */
export const fewQueued = disturbedQueue({
  ...{ name: 'queues/few', seeds: 2, workers: 2, every: 3000, share: 3 },
});

/** Only where it is asked for: it takes a quarter of an hour. */
export const manyQueued = disturbedQueue({
  ...{ name: 'queues/many', seeds: 100, workers: 4, every: 4000, share: 0 },
});
