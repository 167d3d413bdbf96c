import { EnvironmentError, InputError } from '../../input/errors';

/** Where a queue is: a database of Redis, or of Valkey, which speaks the same; or one of PostgreSQL. */
export interface QueueAddress {
  readonly kind: 'redis' | 'postgres';
  /** Without the password, for people. */
  readonly said: string;
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  /** Its number (Redis) or its name. */
  readonly database: string;
  /** Whether the connection is encrypted. */
  readonly encrypted: boolean;
}

const REDIS = { kind: 'redis', port: 6379, database: /^\d{0,5}$/ } as const;
const POSTGRES = { kind: 'postgres', port: 5432, database: /^[\w-]{1,63}$/ } as const;

const SCHEMES = new Map([
  ['redis:', { ...REDIS, encrypted: false }],
  ['rediss:', { ...REDIS, encrypted: true }],
  ['valkey:', { ...REDIS, encrypted: false }],
  ['valkeys:', { ...REDIS, encrypted: true }],
  ['postgres:', { ...POSTGRES, encrypted: false }],
  ['postgresql:', { ...POSTGRES, encrypted: false }],
]);

/**
 * Reads `redis://[user[:password]@]host[:port][/number of a database]`, where `rediss` is over TLS, or
 * `postgres://[user[:password]@]host[:port]/database[?sslmode=require]`. The password may be in
 * TOPDOWN_QUEUE_PASSWORD instead, where no list of processes shows it. Throws InputError.
 */
export function queueAddress(text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const scheme = url && SCHEMES.get(url.protocol);
  const database = url?.pathname.slice(1) ?? '';
  if (!url || !scheme || url.hostname === '' || !scheme.database.test(database))
    throw new InputError(
      `${withoutPassword(text)} is not the address of a queue: write redis://host:6379, or rediss://host:6379 over TLS, with /1 at its end for its database 1; or postgres://user@host/database`,
    );
  const [username, typed] = [url.username, url.password].map((word) => decoded(word, text));
  const password = typed || process.env['TOPDOWN_QUEUE_PASSWORD'];
  return {
    ...{ kind: scheme.kind, said: withoutPassword(text), database },
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || scheme.port),
    encrypted: scheme.encrypted || url.searchParams.get('sslmode') === 'require',
    ...(username && { username }),
    ...(password && { password }),
  };
}

/** What a user's name or password means. Throws InputError where a `%` in it stands for nothing. */
function decoded(word: string, text: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    throw new InputError(`${withoutPassword(text)}: write % as %25 in a user's name and password`);
  }
}

/** An address as people may see it. The password may hold what it should not, as an @. */
function withoutPassword(text: string): string {
  return text.replace(/\/\/([^/@:]*):.*@/, '//$1:…@');
}

/** Why a queue is out of reach. */
export function unreachable({ said }: QueueAddress, why: string): EnvironmentError {
  const words = why.replace(/\.$/, '');
  return new EnvironmentError(
    `the queue ${said} is out of reach: ${words}. Is it running, and may this machine connect to it?`,
  );
}
