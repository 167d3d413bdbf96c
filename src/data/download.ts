import type { EnvHttpProxyAgent, fetch } from 'undici';
import { EnvironmentError } from '../input/errors';
import { sha256 } from '../machine/sha256';
import type { FetchedFile } from './data-set';

/** How far a download has come. */
export interface DownloadProgress {
  readonly file: string;
  /** In bytes. */
  readonly received: number;
  readonly total: number;
}

/** How a download is watched and stopped. */
export interface DownloadControl {
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
  /** A mirror that sends nothing for this long is given up. In milliseconds. */
  readonly patience?: number;
}

/** No mirror gave the file; the message tells for each mirror why. */
export class DownloadError extends Error {}

/** Where a proxy is named, by the names that other programs read, too. */
const PROXIES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const;

/**
 * The packed file from the first of the mirrors that gives it as it was published: size and
 * SHA-256 are checked, and nothing beyond the size is received. Goes through the proxy that
 * HTTPS_PROXY or HTTP_PROXY names, but for the hosts in NO_PROXY.
 * Throws DownloadError where none does, EnvironmentError where a proxy's name makes no sense, and
 * the signal's reason where it is aborted.
 */
export async function download(
  { name, packed }: FetchedFile,
  mirrors: readonly string[],
  control: DownloadControl = {},
): Promise<Uint8Array> {
  const failures: string[] = [];
  const through = await proxies();
  const file = `${name}.gz`;
  try {
    for (const mirror of mirrors) {
      try {
        const bytes = await receive(through, new URL(file, mirror), file, packed.bytes, control);
        const found = sha256(bytes);
        if (found === packed.sha256) return bytes;
        failures.push(`${mirror}: ${file} is not as published (SHA-256 ${found})`);
      } catch (error) {
        control.signal?.throwIfAborted();
        failures.push(`${mirror}: ${reasonOf(error)}`);
      }
    }
  } finally {
    await through.dispatcher.destroy();
  }
  throw new DownloadError(failures.join('; '));
}

/** How addresses are asked for. */
interface Through {
  readonly fetch: typeof fetch;
  readonly dispatcher: EnvHttpProxyAgent;
}

/** What asks for addresses through the proxies that the environment names, or directly. */
async function proxies(): Promise<Through> {
  const { EnvHttpProxyAgent, fetch } = await import('undici'); // takes a while, seldom needed
  try {
    // A proxy need not let us speak to port 80 ourselves: it is asked for what lies there.
    return { fetch, dispatcher: new EnvHttpProxyAgent({ proxyTunnel: false }) };
  } catch (cause) {
    const named = PROXIES.filter((name) => process.env[name]);
    throw new EnvironmentError(
      `${named.join(' and ')} cannot be used as a proxy: write it as http://host:port, or unset it`,
      { cause },
    );
  }
}

async function receive(
  { fetch, dispatcher }: Through,
  address: URL,
  file: string,
  total: number,
  { onProgress, signal, patience = 30_000 }: DownloadControl,
): Promise<Uint8Array> {
  const silence = new AbortController();
  const timer = setTimeout(
    () => silence.abort(new Error(`nothing came for ${patience / 1000} s`)),
    patience,
  );
  try {
    const response = await fetch(address, {
      dispatcher,
      signal: AbortSignal.any(signal ? [signal, silence.signal] : [silence.signal]),
      headers: { 'accept-encoding': 'identity' }, // the packed file itself
    });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status} for ${file}`);
    const bytes = new Uint8Array(total);
    let received = 0;
    for await (const chunk of response.body) {
      timer.refresh();
      if (received + chunk.length > total) throw new Error(`${file} is longer than ${total} bytes`);
      bytes.set(chunk, received);
      received += chunk.length;
      onProgress?.({ file, received, total });
    }
    if (received < total) throw new Error(`${file} ended after ${received} of ${total} bytes`);
    return bytes;
  } finally {
    clearTimeout(timer);
  }
}

/** `fetch failed` says nothing; what caused it, or caused that, does. */
function reasonOf(error: unknown): string {
  const { message, code, cause } = error as NodeJS.ErrnoException;
  return cause instanceof Error ? reasonOf(cause) : message || String(code);
}
