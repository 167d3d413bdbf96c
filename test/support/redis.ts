import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port';
import { programNamed } from './programs';

const PROGRAM = programNamed('redis-server') ?? programNamed('valkey-server');

/** Whether a queue can be had on this machine. */
export const hasRedis = PROGRAM !== undefined;

/** A Redis of its own, on loopback, that keeps nothing on a disk. */
export interface OwnRedis {
  readonly address: string;
  /** Ends it by SIGKILL; all that it held is lost. */
  readonly kill: () => Promise<void>;
  /** Starts it again, at the same port, empty. Resolves once it answers. */
  readonly start: () => Promise<void>;
}

/** Starts a Redis; these are arguments of its own. */
export async function startRedis(...more: string[]): Promise<OwnRedis> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...more];
  const begin = () => spawn(PROGRAM as string, args, { stdio: 'ignore', cwd: tmpdir() });
  let server = begin();
  await answered(port);
  return {
    address: `redis://127.0.0.1:${port}`,
    async kill() {
      const gone = server.exitCode === null && server.signalCode === null && once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    },
    async start() {
      server = begin();
      await answered(port);
    },
  };
}

async function answered(port: number): Promise<void> {
  const client = new Redis({
    ...{ port, host: '127.0.0.1', retryStrategy: () => 50 },
    maxRetriesPerRequest: null, // else it gives up after 20, a second or so
  });
  client.on('error', () => undefined); // not yet
  try {
    await client.ping().catch(() => pause(50)); // one that wants a password answers, too
  } finally {
    client.disconnect();
  }
}
