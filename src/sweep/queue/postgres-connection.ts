import { createPostgresBackend } from 'bullmq';
import { Client } from 'pg';
import { type QueueAddress, unreachable } from './queue-address';
import type { QueueConnection } from './queue-connection';

/** Milliseconds that a queue may take to answer for the first time. */
const PATIENCE = 10_000;

/** Connects to a queue in PostgreSQL, in a schema of its own there; `connectQueue` tells the rest. */
export async function connectPostgres(address: QueueAddress): Promise<QueueConnection> {
  const { host, port, username, password, database, encrypted } = address;
  const options = {
    ...{ host, port, database, user: username, password, ssl: encrypted },
    connectionTimeoutMillis: PATIENCE,
  };
  const first = new Client(options);
  try {
    await first.connect();
  } catch (error) {
    throw unreachable(address, (error as Error).message);
  } finally {
    await first.end().catch(() => undefined);
  }
  return {
    connection: { ...options, migrate: true } as unknown as QueueConnection['connection'],
    backend: createPostgresBackend as unknown as QueueConnection['backend'],
    close: () => undefined, // each part ends its own
  };
}
