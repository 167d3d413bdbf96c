import { createRedisBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { type QueueAddress, unreachable } from './queue-address';
import type { QueueConnection } from './queue-connection';

/** Milliseconds that a queue may take to answer for the first time. */
const PATIENCE = 10_000;
/** Milliseconds, at the most, between two tries to come back. */
const LONGEST_PAUSE = 3000;

/** Connects to a queue in Redis or Valkey; `connectQueue` tells the rest. */
export async function connectRedis(
  address: QueueAddress,
  say: (text: string) => void,
): Promise<QueueConnection> {
  const { host, port, username, password, database, encrypted } = address;
  let state: 'new' | 'up' | 'lost' = 'new';
  let why = 'it does not answer';
  const redis = new Redis({
    ...{ host, port, db: Number(database) },
    ...(username && { username }),
    ...(password && { password }),
    ...(encrypted && { tls: {} }),
    lazyConnect: true,
    connectTimeout: PATIENCE,
    maxRetriesPerRequest: null, // what was asked for while it was away is asked for again
    retryStrategy: (times) => (state === 'new' ? null : Math.min(200 * times, LONGEST_PAUSE)),
  });
  redis.on('error', (error: Error) => {
    why = error.message || ((error as NodeJS.ErrnoException).code ?? why);
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    const { message } = error as Error;
    throw unreachable(address, /closed/.test(message) ? why : message);
  }
  state = 'up';
  redis.on('close', () => {
    if (state !== 'up') return;
    state = 'lost';
    say(`the connection to ${address.said} is lost: trying again until it is back`);
  });
  redis.on('ready', () => {
    if (state === 'lost') say(`the connection to ${address.said} is back`);
    state = 'up';
  });
  return {
    ...{ connection: redis, backend: createRedisBackend },
    close() {
      state = 'new';
      redis.disconnect();
    },
  };
}
