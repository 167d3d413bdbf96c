import type { ConnectionOptions, createRedisBackend } from 'bullmq';
import type { QueueAddress } from './queue-address';

/** A connection to a queue, which comes back by itself when it was lost. */
export interface QueueConnection {
  /** What BullMQ connects by. */
  readonly connection: ConnectionOptions;
  /** What BullMQ keeps its jobs in. Its types are those of Redis, which are its usual ones. */
  readonly backend: typeof createRedisBackend;
  /** Ends it, whether the queue answers or not. */
  readonly close: () => void;
}

/**
 * Connects to a queue. `say` is told when the connection is lost and when it is back. Throws
 * EnvironmentError where there is none at first.
 */
export async function connectQueue(
  address: QueueAddress,
  say: (text: string) => void,
): Promise<QueueConnection> {
  if (address.kind === 'redis')
    return (await import('./redis-connection')).connectRedis(address, say);
  return (await import('./postgres-connection')).connectPostgres(address);
}
