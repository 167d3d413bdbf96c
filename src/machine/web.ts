import type { EnvHttpProxyAgent, fetch, Response } from 'undici';
import { EnvironmentError } from '../input/errors';

/** Where a proxy is named, by the names that other programs read, too. */
const PROXIES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const;

/** How addresses are asked for. */
export interface Web {
  readonly fetch: typeof fetch;
  readonly dispatcher: EnvHttpProxyAgent;
}

/** What an address answers. */
export type WebAnswer = Response;

/**
 * What asks for addresses through the proxies that HTTPS_PROXY and HTTP_PROXY name, but for the hosts in NO_PROXY, or
 * directly. Throws EnvironmentError where a proxy's name makes no sense.
 */
export async function openWeb(options: EnvHttpProxyAgent.Options = {}): Promise<Web> {
  const { EnvHttpProxyAgent, fetch } = await import('undici'); // takes a while, seldom needed
  try {
    // A proxy need not let us speak to port 80 ourselves: it is asked for what lies there.
    return { fetch, dispatcher: new EnvHttpProxyAgent({ ...options, proxyTunnel: false }) };
  } catch (cause) {
    const named = PROXIES.filter((name) => process.env[name]);
    throw new EnvironmentError(
      `${named.join(' and ')} cannot be used as a proxy: write it as http://host:port, or unset it`,
      { cause },
    );
  }
}

/** Why an address was not reached: `fetch failed` says nothing; what caused it, or caused that, does. */
export function reasonOf(error: unknown): string {
  const { message, code, cause } = error as NodeJS.ErrnoException;
  return cause instanceof Error ? reasonOf(cause) : message || String(code);
}
