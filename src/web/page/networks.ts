import { type ListedNetwork, ownFile } from '../own-files';
import { type LearntBy, sound } from '../scene/address';
import { MOST_STEPS, watchingAs } from '../scene/page-state';
import { type Examples, showable } from '../scene/pictures';
import type { OpenedNetwork } from '../worker/messages';
import type { AskWorker } from './ask-worker';
import type { Shown } from './shown';

/** A network that the worker has opened, and what comes with it. */
export type Found = Pick<Shown, 'own' | 'examples'> & { readonly opened: OpenedNetwork };

/** The network that the state names, of those that come with the page; the first, where there is none of that name. */
export function networkNamed({ networks, state }: Shown): ListedNetwork | undefined {
  return networks.find(({ name }) => name === state.network) ?? networks[0];
}

/** How the networks that come with the page have learnt to watch. */
export function learntBy({ networks }: Shown): LearntBy {
  return (network) => networks.find(({ name }) => name === network)?.perception;
}

/** Opens a network that comes with the page. Throws Error where it is not there, or damaged. */
export async function openListed(ask: AskWorker, listed: ListedNetwork): Promise<Found> {
  const [opened, examples] = await Promise.all([
    ask({ kind: 'open', address: listed.file }),
    examplesOf(listed),
  ]);
  return { opened, ...(examples && { examples }) };
}

/** Opens the network in a file of a person's own. Throws Error where it is none. */
export async function openOwn(ask: AskWorker, name: string, bytes: Uint8Array): Promise<Found> {
  const opened = await ask({ kind: 'read', name, bytes }, [bytes.buffer as ArrayBuffer]);
  return { opened, own: name };
}

/**
 * What is shown once a network has taken the place of the one before: a picture that it can see, labels that it
 * has. One of a person's own is watched as it learnt to watch; how those of the page are, the state says.
 */
export function withNetwork(shown: Shown, found: Found): Shown {
  const { own: _, watched: __, examples: ___, ...rest } = shown;
  const { opened, own, examples } = found;
  const { steps, window, damping } = opened.perception;
  const learnt = watchingAs({ steps: Math.min(steps, MOST_STEPS), ...window, damping });
  const state = {
    ...rest.state,
    ...(own !== undefined && learnt),
    picture: showable(rest.state.picture, opened, examples),
  };
  return { ...rest, ...found, state: sound(state, opened.classNames.length) };
}

async function examplesOf({ examples }: ListedNetwork): Promise<Examples | undefined> {
  if (!examples) return undefined;
  const response = await ownFile(examples.file);
  return { pixels: new Uint8Array(await response.arrayBuffer()), labels: examples.labels };
}
