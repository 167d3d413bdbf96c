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
 * The bytes of a file of the page's own folder: nothing else is ever asked for. Throws Error where it is not there,
 * its host cannot be reached, or the address leads elsewhere.
 */
export async function ownFile(address: string): Promise<Uint8Array> {
  const asked = new URL(address, self.location.href);
  if (asked.origin !== self.location.origin) throw new Error(`${address} is not of this page`);
  const lost = (cause: unknown) => {
    const why = 'the host of this page does not answer';
    throw new Error(`${address} cannot be loaded: ${why}. Is it still running?`, { cause });
  };
  const response = await fetch(asked).catch(lost);
  if (!response.ok) throw new Error(`${address} is not there (HTTP ${response.status})`);
  return new Uint8Array(await response.arrayBuffer().catch(lost));
}

/** The networks that come with the page. Throws Error as `ownFile` does, and where the list is damaged. */
export async function listedNetworks(): Promise<readonly ListedNetwork[]> {
  const text = new TextDecoder().decode(await ownFile(LIST));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${LIST} is damaged: build the page again`, { cause });
  }
}
