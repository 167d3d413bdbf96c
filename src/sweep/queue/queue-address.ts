import { EnvironmentError, InputError } from '../../input/errors';

/** Where a queue is: a database of Redis, or of Valkey, which speaks the same. */
export interface QueueAddress {
  /** Without the password, for people. */
  readonly said: string;
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  readonly db: number;
  /** There where the connection is encrypted. */
  readonly tls?: Record<string, never>;
}

const USUAL_PORT = 6379;

/** Schemes, and whether they mean an encrypted connection. */
const SCHEMES = new Map([
  ['redis:', false],
  ['rediss:', true],
  ['valkey:', false],
  ['valkeys:', true],
]);

/**
 * Reads `redis://[user[:password]@]host[:port][/number of a database]`; `rediss` is over TLS. The password
 * may be in TOPDOWN_QUEUE_PASSWORD instead, where no list of processes shows it. Throws InputError.
 */
export function queueAddress(text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const encrypted = url && SCHEMES.get(url.protocol);
  const db = /^\/?(\d{0,5})$/.exec(url?.pathname ?? '')?.[1];
  if (!url || encrypted === undefined || url.hostname === '' || db === undefined)
    throw new InputError(
      `${withoutPassword(text)} is no address of a queue: write redis://host:6379, or rediss://host:6379 over TLS, with /1 at its end for its database 1`,
    );
  const password = decodeURIComponent(url.password) || process.env['TOPDOWN_QUEUE_PASSWORD'];
  return {
    said: withoutPassword(text),
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    ...{ port: Number(url.port || USUAL_PORT), db: Number(db) },
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(password && { password }),
    ...(encrypted && { tls: {} }),
  };
}

/** An address as people may see it. */
function withoutPassword(text: string): string {
  return text.replace(/\/\/([^/@:]*):[^/@]*@/, '//$1:…@');
}

/** Why a queue is out of reach. */
export function unreachable({ said }: QueueAddress, why: string): EnvironmentError {
  return new EnvironmentError(
    `the queue ${said} is out of reach: ${why}. Is it running, and may this machine connect to it?`,
  );
}
