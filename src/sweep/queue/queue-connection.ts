import type { ConnectionOptions, createRedisBackend } from 'bullmq';

/** A connection to a queue, which comes back by itself when it was lost. */
export interface QueueConnection {
  /** What BullMQ connects by. */
  readonly connection: ConnectionOptions;
  /** What BullMQ keeps its jobs in. Its types are those of Redis, which are its usual ones. */
  readonly backend: typeof createRedisBackend;
  /** Ends it, whether the queue answers or not. */
  readonly close: () => void;
}
