import { setTimeout as pause } from 'node:timers/promises';
import type { AwsV4Signer } from 'aws4fetch';
import { EnvironmentError, InputError, inShort } from '../input/errors';
import { sha256 } from '../machine/sha256';
import { openWeb, reasonOf, type Web, type WebAnswer } from '../machine/web';
import { type ObjectStore, StoreAway } from './object-store';
import type { StoreAddress } from './store-address';

/** Milliseconds without an answer, or a part of it, after which a request is given up. */
const PATIENCE = 30_000;
/** Milliseconds before what failed is asked for again: each once. */
const PAUSES = [200, 1000, 3000];
/** Answers that say: later. 409 is S3's where two write a name at the same moment. */
const LATER = new Set([408, 409, 425, 429, 500, 502, 503, 504]);
/** Bytes of an error's text that are read. */
const ERROR_TEXT = 10_000;

/**
 * The store of an address. All that it is sent is signed, its sum included, and asked for again a few times.
 * Throws StoreAway where it does not answer, InputError where it refuses, and where its answer is larger than it may be.
 */
export async function s3(address: StoreAddress): Promise<ObjectStore> {
  const { said } = address;
  const ask = await asker(address);
  const get: ObjectStore['get'] = (name, most) =>
    ask({ method: 'GET', name }, async (response) => {
      if (response.status === 404) return undefined;
      return { bytes: await bytesOf(response, `${said}/${name}`, most), quiet: quietOf(response) };
    });
  return {
    ...{ said, get },
    has: (name) => ask({ method: 'HEAD', name }, async ({ status }) => status !== 404),
    put: (name, bytes) => ask({ method: 'PUT', name, bytes }, async () => undefined),
    async putNew(name, bytes) {
      const headers = { 'if-none-match': '*' };
      const status = await ask({ method: 'PUT', name, bytes, headers }, async (one) => one.status);
      if (status !== 412) return true;
      // It may be ours: the answer to a first try may have been lost.
      const found = await get(name, Number.POSITIVE_INFINITY);
      return found !== undefined && Buffer.from(found.bytes).equals(bytes);
    },
    remove: (name) => ask({ method: 'DELETE', name }, async () => undefined),
  };
}

/** The bytes of an answer, of which no more than `most` are taken. */
async function bytesOf(response: WebAnswer, place: string, most: number): Promise<Uint8Array> {
  const tooLarge = () => new InputError(`${place} has more than ${most} bytes`);
  if (Number(response.headers.get('content-length')) > most) throw tooLarge();
  const parts: Uint8Array[] = [];
  let taken = 0;
  for await (const part of response.body ?? []) {
    taken += part.length;
    if (taken > most) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Seconds between when it was written and now, both as the store says. */
function quietOf({ headers }: WebAnswer): number {
  const [written, now] = ['last-modified', 'date'].map((name) =>
    Date.parse(headers.get(name) ?? ''),
  ) as [number, number];
  return Math.max(0, now - written) / 1000;
}

interface Asked {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly name: string;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What uses an answer that is one: done, not there (404, unless something was written), or another was there before
 * (412, where that was asked).
 */
type Use<T> = (response: WebAnswer) => Promise<T>;

async function asker(address: StoreAddress) {
  const web = await openWeb({ connections: 16, headersTimeout: PATIENCE, bodyTimeout: PATIENCE });
  const { AwsV4Signer } = await import('aws4fetch'); // needed where there is a store
  return async <T>(asked: Asked, use: Use<T>): Promise<T> => {
    for (const wait of PAUSES) {
      try {
        return await once(address, web, AwsV4Signer, asked, use);
      } catch (error) {
        if (!(error instanceof StoreAway)) throw error;
        await pause(wait);
      }
    }
    return once(address, web, AwsV4Signer, asked, use);
  };
}

async function once<T>(
  address: StoreAddress,
  { fetch, dispatcher }: Web,
  Signer: typeof AwsV4Signer,
  { method, name, bytes, headers = {} }: Asked,
  use: Use<T>,
): Promise<T> {
  const { bucket, prefix, endpoint, region, accessKeyId, secretAccessKey, sessionToken } = address;
  const base = endpoint.href.replace(/\/+$/, '');
  const sum = sha256(bytes ?? new Uint8Array());
  const signer = new Signer({
    ...{ method, url: `${base}/${bucket}/${prefix}${name}`, service: 's3', region },
    ...{ accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    headers: { ...headers, 'x-amz-content-sha256': sum },
  });
  const signed = await signer.sign();
  let response: WebAnswer | undefined;
  try {
    response = await fetch(signed.url, {
      ...{ method, dispatcher, headers: [...signed.headers], body: bytes ?? null },
      redirect: 'manual', // a signature is for one address
    });
    const isTaken = response.status === 412 && 'if-none-match' in headers;
    if (response.ok || isTaken) return await use(response);
    const text = (await response.text()).slice(0, ERROR_TEXT);
    const [code, message] = ['Code', 'Message'].map((tag) => inTag(text, tag));
    const isNotThere = response.status === 404 && method !== 'PUT';
    if (isNotThere && code !== 'NoSuchBucket' && !/bucket/i.test(message ?? ''))
      return await use(response);
    const why = [code ?? `HTTP ${response.status}`, ...(message ? [inShort(message, 300)] : [])];
    if (LATER.has(response.status)) throw away(address, why.join(': '));
    throw new InputError(
      `the store ${address.said} at ${endpoint.host} refuses: ${why.join(': ').replace(/\.$/, '')}. Are AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION those of the bucket, and may they list it and read, write and delete there?`,
    );
  } catch (error) {
    if (error instanceof EnvironmentError || error instanceof InputError) throw error;
    throw away(address, reasonOf(error));
  } finally {
    if (response && !response.bodyUsed) await response.body?.cancel().catch(() => undefined);
  }
}

function inTag(text: string, tag: string): string | undefined {
  return new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1];
}

function away({ said, endpoint }: StoreAddress, why: string): StoreAway {
  return new StoreAway(`the store ${said} at ${endpoint.host} is out of reach: ${why}`);
}
