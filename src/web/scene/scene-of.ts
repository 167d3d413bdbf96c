import type { PerceptionSettings, Window } from '../../perception/perception-settings';
import { type PageState, stepsBefore } from './page-state';
import { type Examples, picturesOf, type Seen } from './pictures';
import type { Scene, Top } from './scene';

/** The steps that decide, counted from the beginning of the scene: after a prime they come later. */
export function windowOf({ first, last, ...state }: PageState): Window {
  const before = stepsBefore(state);
  return { first: before + first, last: before + last };
}

/** A network that watches: what it sees, and the schedule with which it learnt to. */
export interface Watcher extends Seen {
  readonly perception: Pick<PerceptionSettings, 'schedule'>;
}

/** The scene that a state of the page asks a network to watch. */
export function sceneOf(state: PageState, network: Watcher, examples: Examples | undefined): Scene {
  const { steps, damping, held, release, prime, topDownLost, unitsLost, seed } = state;
  const before = stepsBefore(state);
  const pictures = picturesOf(state, network, examples);
  const times = Array.from({ length: before + steps + 1 }, (_, at) => at);
  const seenAt = (at: number) => {
    if (at < before || pictures.length === 0) return undefined;
    return Math.min(at - before, pictures.length - 1);
  };
  const topAt = (at: number): Top => {
    if (prime !== undefined && at < before) return prime;
    if (held === undefined) return 'every';
    return release !== undefined && at > release ? 'none' : held;
  };
  return {
    pictures,
    ...{ shown: times.map(seenAt), tops: times.map(topAt), damping, seed },
    schedule: network.perception.schedule,
    silent: seenAt(0) === undefined,
    lesions: [
      ...(topDownLost > 0 ? [{ of: 'top-down' as const, share: topDownLost }] : []),
      ...(unitsLost > 0 ? [{ of: 'units' as const, share: unitsLost }] : []),
    ],
  };
}
