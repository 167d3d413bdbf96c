import type { QueueAddress } from './queue-address';
import type { QueueConnection } from './queue-connection';

/**
 * Connects to a queue. `say` is told when the connection to Redis is lost and when it is back. Throws
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
