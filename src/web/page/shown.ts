import type { ListedNetwork } from '../own-files';
import type { PageState } from '../scene/page-state';
import type { Examples } from '../scene/pictures';
import type { Scene } from '../scene/scene';
import type { OpenedNetwork, Watched } from '../worker/messages';

/** What the page shows at a moment. */
export interface Shown {
  readonly state: PageState;
  readonly networks: readonly ListedNetwork[];
  /** The network that watches; undefined until one is open. */
  readonly opened?: OpenedNetwork;
  /** A network of the person's own, by the name of its file. */
  readonly own?: string;
  readonly examples?: Examples;
  /** What was watched last, and under which state. */
  readonly watched?: { readonly scene: Scene; readonly of: Watched; readonly state: PageState };
  readonly playing: boolean;
  /** Milliseconds that a step is shown for while it plays. */
  readonly pace: number;
  /** What went wrong, for people. */
  readonly problem?: string;
}

/** Paces of playing: each step for so many milliseconds. */
export const PACES = { fast: 250, usual: 600, slow: 1800 } as const;

/** How fast it plays unless told: slowly for who wants less motion. */
export function firstPace(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? PACES.slow : PACES.usual;
}
