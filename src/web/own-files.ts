import type { Learnt } from './scene/page-state';

/** A network that comes with the page, and images that it can be shown. */
export interface ListedNetwork {
  /** As the address calls it. */
  readonly name: string;
  /** What it has learnt, in a few words. */
  readonly title: string;
  /** Its file, from the page's folder. */
  readonly file: string;
  /** Whether what it sees is bright ink on black, so that pictures are prepared as MNIST's were. */
  readonly ink: boolean;
  /** How it learnt to watch: time steps, the first and the last that decide, and damping. */
  readonly perception: Learnt;
  /** Images of its test set: a file [count × rows × columns × channels], and their labels. */
  readonly examples?: { readonly file: string; readonly labels: readonly number[] } | undefined;
}

/** The list of networks, from the page's folder. */
export const LIST = 'networks.json';

/**
 * A file of the page's own folder: nothing else is ever asked for. Throws Error where it is not there, or the
 * address leads elsewhere.
 */
export async function ownFile(address: string): Promise<Response> {
  const asked = new URL(address, self.location.href);
  if (asked.origin !== self.location.origin) throw new Error(`${address} is not of this page`);
  const response = await fetch(asked);
  if (!response.ok) throw new Error(`${address} is not there (HTTP ${response.status})`);
  return response;
}
