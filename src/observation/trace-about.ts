import type { LabelledImages } from '../images/labelled-images';
import { type Looks, looksSaid } from '../images/looks';
import { type Sizes, sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { PAPER_WINDOW, type Prefers, type Window } from '../perception/perception-settings';
import { SCHEDULES } from '../perception/schedule';
import { type Dynamics, PAPER_DYNAMICS } from '../perception/step';

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

/** How the images are watched, and what is said about it. */
export interface TraceSettings
  extends Pick<TraceAbout, 'title' | 'description' | 'version' | 'seed'> {
  readonly dynamics?: Dynamics;
  readonly window?: Window;
  /** Which label's goodness makes it the answer: the most unless told. */
  readonly prefers?: Prefers | undefined;
}

/** What there is to say of a trace: of the network, the images that it sees, and how they are watched. */
export function traceAbout(
  { architecture }: Network,
  images: Looks & Pick<LabelledImages, 'name'>,
  settings: TraceSettings,
): TraceAbout {
  const { title, description, version, seed, window = PAPER_WINDOW } = settings;
  const { damping, schedule } = settings.dynamics ?? PAPER_DYNAMICS;
  const named = Object.entries(SCHEDULES).find(([, one]) => one === schedule);
  return {
    title,
    ...(description === undefined ? {} : { description }),
    ...(seed === undefined ? {} : { seed }),
    version,
    data: images.name,
    sizes: sizesOf(architecture),
    looks: looksSaid(images),
    damping,
    schedule: named?.[0] ?? 'other',
    window,
  };
}

/** Number of this layout of arrays and attributes; it grows when what a reader relies on changes. */
const TRACE_SCHEMA = 1;

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
