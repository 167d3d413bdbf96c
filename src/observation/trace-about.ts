import type { looksSaid } from '../data/looks';
import type { Sizes } from '../network/architecture';
import type { Window } from '../perception/window';

/** What a trace says about itself. */
export interface TraceAbout {
  readonly title: string;
  readonly description?: string;
  /** Version of topdown that recorded it. */
  readonly version: string;
  /** Name of the data set that `image` counts in. */
  readonly data: string;
  /** Seed that the network was trained under, where known. */
  readonly seed?: number;
  readonly sizes: Sizes;
  /** How the images look, where they are not square, grey, and of classes called by numbers. */
  readonly looks?: ReturnType<typeof looksSaid>;
  readonly damping: number;
  readonly schedule: string;
  /** Steps whose goodness decides. */
  readonly window: Window;
}

/** Number of this layout of arrays and attributes; it grows when what a reader relies on changes. */
export const TRACE_SCHEMA = 1;

/** What the root says; `complete` turns true when the last number is written. */
export function rootAttributes(about: TraceAbout, complete: boolean): Record<string, unknown> {
  const { title, description, version, data, seed, sizes, looks, damping, schedule, window } =
    about;
  return {
    title,
    description: description ?? 'States of a recurrent Forward-Forward network over time.',
    source: `topdown ${version}`,
    topdown_version: version,
    trace_schema: TRACE_SCHEMA,
    complete,
    data_set: data,
    seed: seed ?? null,
    pixels: sizes.pixels,
    hidden: sizes.hidden,
    classes: sizes.classes,
    ...(looks && { image_shape: [looks.rows, looks.columns, looks.channels] }),
    ...(looks?.classNames && { class_names: looks.classNames }),
    damping,
    schedule,
    window: [window.first, window.last],
  };
}
