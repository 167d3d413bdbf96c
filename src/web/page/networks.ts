import { type ListedNetwork, ownFile } from '../own-files';
import { type LearntBy, sound } from '../scene/address';
import {
  BEGINNING,
  type Learnt,
  MOST_STEPS,
  type PageState,
  watchingAs,
} from '../scene/page-state';
import { type Examples, showable } from '../scene/pictures';
import type { OpenedNetwork } from '../worker/messages';
import type { AskWorker } from './ask-worker';
import type { Shown } from './shown';

/** A network that the worker has opened, what comes with it, and which one the state named meanwhile. */
export type Found = Pick<Shown, 'own' | 'examples'> &
  Pick<PageState, 'network'> & { readonly opened: OpenedNetwork };

/** The network that the state names, of those that come with the page; the first, where there is none of that name. */
export function networkNamed({ networks, state }: Shown): ListedNetwork | undefined {
  return networks.find(({ name }) => name === state.network) ?? networks[0];
}

/** How the networks that come with the page have learnt to watch. */
export function learntBy({ networks }: Shown): LearntBy {
  return (network) => networks.find(({ name }) => name === network)?.perception;
}

/** How an open network has learnt to watch, as far as the page's steps reach. */
function learntOf({ perception }: OpenedNetwork): Learnt {
  const { steps, window, damping } = perception;
  return { steps: Math.min(steps, MOST_STEPS), ...window, damping };
}

/** How the page begins with the network, or the file, that is shown: it watches as it has learnt to. */
export function beginningWith(shown: Shown): Partial<PageState> {
  const { state, own, opened } = shown;
  const { network: _, ...beginning } = BEGINNING;
  const watching = (learnt: Learnt) => ({ ...beginning, ...watchingAs(learnt, BEGINNING) });
  if (own !== undefined && opened) return watching(learntOf(opened));
  const listed = networkNamed(shown);
  return { ...(listed ? watching(listed.perception) : beginning), network: state.network };
}

/**
 * Opens a network that comes with the page. The worker is asked last: once it has the network, nothing can fail
 * any more. Throws Error where it, or what comes with it, is not there, or damaged.
 */
export async function openListed(
  ask: AskWorker,
  listed: ListedNetwork,
  network: string,
): Promise<Found> {
  const examples = await examplesOf(listed);
  const opened = await ask({ kind: 'open', address: listed.file });
  return { opened, network, ...(examples && { examples }) };
}

/** Opens the network in a file of a person's own. Throws Error where it is none. */
export async function openOwn(
  ask: AskWorker,
  own: string,
  bytes: Uint8Array,
  network: string,
): Promise<Found> {
  const opened = await ask({ kind: 'read', name: own, bytes }, [bytes.buffer as ArrayBuffer]);
  return { opened, network, own };
}

/**
 * The state as the open network can watch it: a picture that it can see, labels that it has. Sound alone, where the
 * network that is to watch is not open yet.
 */
export function fitting(
  state: PageState,
  { opened, examples }: Pick<Shown, 'opened' | 'examples'>,
): PageState {
  if (!opened) return sound(state);
  const picture = showable(state.picture, opened, examples);
  return sound({ ...state, picture }, opened.classNames.length);
}

/**
 * What is shown once a network has taken the place of the one before, or has kept it. How networks of the
 * page are watched, the state says; one of a person's own that is new is watched as it learnt to watch, and so is one
 * that stays because the state's could not be opened.
 */
export function withNetwork(shown: Shown, found: Found): Shown {
  const { own: _, examples: __, watched, ...rest } = shown;
  const { network, ...there } = found;
  const { opened, own } = there;
  const state = {
    ...rest.state,
    ...(((own !== undefined && opened !== shown.opened) || network !== rest.state.network) &&
      watchingAs(learntOf(opened), rest.state)),
    network,
  };
  return {
    ...{ ...rest, ...there, state: fitting(state, there) },
    ...(opened === shown.opened && watched && { watched }),
  };
}

async function examplesOf({ examples }: ListedNetwork): Promise<Examples | undefined> {
  if (!examples) return undefined;
  return { pixels: await ownFile(examples.file), labels: examples.labels };
}
