import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './free-port';
import { programNamed } from './programs';

/** Where Debian keeps PostgreSQL's programs, a folder a version. */
const VERSIONS = '/usr/lib/postgresql';

const PROGRAMS = existsSync(VERSIONS)
  ? readdirSync(VERSIONS).map((version) => path.join(VERSIONS, version, 'bin'))
  : [];
const INITDB = programNamed('initdb') ?? PROGRAMS.map((bin) => path.join(bin, 'initdb')).at(-1);

/** Whether a PostgreSQL can be had on this machine. It does not run as root, and needs somebody else there. */
export const hasPostgres =
  INITDB !== undefined && (process.getuid?.() !== 0 || somebody() !== undefined);

/** The person of that name that PostgreSQL's package makes. */
function somebody(): { uid: number; gid: number } | undefined {
  const id = (option: string) =>
    Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

/** A PostgreSQL of its own, on loopback. */
export interface OwnPostgres {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts a PostgreSQL, which lets everybody in. */
export async function startPostgres(): Promise<OwnPostgres> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'topdown-'));
  const who = process.getuid?.() === 0 ? somebody() : undefined;
  if (who) chownSync(folder, who.uid, who.gid);
  chmodSync(folder, 0o700);
  const run = { cwd: folder, ...who };
  const initdb = INITDB as string;
  execFileSync(initdb, ['-D', folder, '-A', 'trust', '-U', 'topdown'], { ...run, stdio: 'pipe' });
  const args = ['-D', folder, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
  const server = spawn(path.join(path.dirname(initdb), 'postgres'), args, {
    ...run,
    stdio: 'ignore',
  });
  const address = `postgres://topdown@127.0.0.1:${port}/postgres`;
  while (!(await answers(address))) await pause(100);
  return {
    address,
    async stop() {
      const gone = once(server, 'exit');
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true });
    },
  };
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString });
  try {
    await client.connect();
    return true;
  } catch {
    return false; // not yet
  } finally {
    await client.end().catch(() => undefined);
  }
}
