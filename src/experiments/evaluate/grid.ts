import type { z } from 'zod';
import { distinctList } from '../../input/distinct-list';
import { InputError } from '../../input/errors';
import { settingsShape } from '../../learning/settings';
import type { PerceptionSettings, Window } from '../../perception/perception-settings';
import { parseWindow, windowText } from '../../training/perception-options';

/** How a network is to watch: every combination. What is not said is as it was trained. */
export const gridOptions = {
  damping: distinctList(settingsShape.damping)
    .optional()
    .describe(
      'fractions of the old state that are kept at each step (default: as the network was trained)',
    ),
  steps: distinctList(settingsShape.steps)
    .optional()
    .describe(
      'numbers of time steps for which each image is watched (default: as the network was trained)',
    ),
  window: distinctList(windowText)
    .optional()
    .describe(
      'steps whose accumulated goodness decides, as 3-5,4-6; a window that would end after the last step ends with it (default: as the network was trained)',
    )
    .meta({ value: 'windows' }),
};

type GridOptions = z.output<z.ZodObject<typeof gridOptions>>;

/** One way of watching. */
export type WatchedAs = Pick<PerceptionSettings, 'damping' | 'steps' | 'window'>;

/** The ways of watching that are alike but for the steps that decide: they are seen at once. */
export interface WatchedAtOnce {
  readonly damping: number;
  /** The most of them all: what happens at a step does not depend on how many follow. */
  readonly steps: number;
  readonly ways: readonly WatchedAs[];
}

/**
 * All ways of watching that the options ask of a network that was trained to watch as `before`, by damping.
 * A window ends with the steps; one that begins later is of no use to those.
 * Throws InputError where no window begins within any number of steps.
 */
export function watchingGrid(options: GridOptions, before: WatchedAs): readonly WatchedAtOnce[] {
  const steps = options.steps ?? [before.steps];
  const windows = options.window?.map(parseWindow) ?? [before.window];
  const ends = steps.flatMap((count) =>
    windows
      .filter(({ first }) => first <= count)
      .map(({ first, last }) => ({ steps: count, window: { first, last: Math.min(last, count) } })),
  );
  const ways = [...new Set(ends.map((one) => JSON.stringify(one)))].map(
    (text) => JSON.parse(text) as Omit<WatchedAs, 'damping'>,
  );
  if (ways.length === 0)
    throw new InputError(
      `no window begins within ${steps.join(' or ')} steps: give more --steps, or an earlier --window than ${windows.map(windowInWords).join(', ')}`,
    );
  return (options.damping ?? [before.damping]).map((damping) => ({
    damping,
    steps: Math.max(...ways.map((way) => way.steps)),
    ways: ways.map((way) => ({ damping, ...way })),
  }));
}

/** `3-5`, or `4` of one step. */
export function windowInWords({ first, last }: Window): string {
  return first === last ? String(first) : `${first}-${last}`;
}
