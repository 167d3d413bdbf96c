import type { Markish } from '@observablehq/plot';
import { apart } from './apart';
import { shortened } from './shortened';
import type { PlotLibrary } from './svg';

/** Where a line ends, and what it is called there. */
export interface LineEnd {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly colour: string;
  readonly bold?: boolean | undefined;
  /** Of the words and what leads to them, 0 … 1. */
  readonly opacity?: number | undefined;
}

/** What the frame of a plot spans, in numbers and in pixels. */
export interface Ground {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  readonly width: number;
  readonly height: number;
  /** The y axis goes by the square root; else it is linear. */
  readonly sqrt?: boolean | undefined;
}

/** Pixels: from the frame to a label, and from one label to the next below. */
const LEAD = 16;
const GAP = 14;
/** Around a label. */
const AROUND = LEAD + 10;
/** Pixels that a letter takes in wide fonts. */
export const LETTER = 6.8;
const BOLD = 7.8;

/** The room that labels need at the right of a frame, in pixels. */
export function roomFor(ends: readonly Pick<LineEnd, 'text' | 'bold'>[]): number {
  const wide = ends.map(({ text, bold }) => text.length * letterOf(bold));
  return AROUND + Math.max(0, ...wide);
}

/** Labels that need no more room than so many pixels: longer ones are shortened. */
export function fitted(ends: readonly LineEnd[], room: number): LineEnd[] {
  return ends.map(({ text, bold, ...end }) => {
    const letters = Math.floor((room - AROUND) / letterOf(bold));
    return { ...end, text: shortened(text, letters), bold };
  });
}

const letterOf = (bold = false) => (bold ? BOLD : LETTER);

/**
 * Labels of lines at the right of the frame, none on another, of as many as there is room for, from the last one
 * back: a short line in the colour of the
 * line leads from its end to its words, which are in ink, as pale colours cannot be read. It is
 * dotted where the line ends before the frame does.
 */
export function lineEnds(plot: PlotLibrary, ends: readonly LineEnd[], ground: Ground): Markish[] {
  const [left, right] = ground.x;
  const { down, up } = verticals(ground);
  const lastFirst = ends.toReversed();
  const places = apart(
    lastFirst.map(({ y }) => down(y)),
    GAP,
    [0, ground.height],
  );
  const outside = right + (LEAD * (right - left)) / ground.width;
  const marks = lastFirst.map(({ text, colour, bold, opacity = 1, ...end }, at) => {
    const pixels = places[at];
    if (pixels === undefined) return [];
    const place = up(pixels);
    return [
      plot.link([end], {
        ...{ x1: 'x', y1: 'y', x2: () => outside, y2: () => place },
        ...{ stroke: colour, strokeWidth: 1.25, strokeOpacity: opacity },
        ...(end.x < right && { strokeDasharray: '1 4' }),
      }),
      plot.text([text], {
        ...{ x: () => outside, y: () => place, dx: 4, textAnchor: 'start', fillOpacity: opacity },
        ...(bold && { fontWeight: 'bold' }),
      }),
    ];
  });
  return marks.toReversed().flat();
}

/** From a number to its pixels below the top of the frame, and back. */
function verticals({ y: [low, high], height, sqrt }: Ground) {
  const bent = (y: number) => (sqrt ? Math.sqrt(y) : y);
  const straight = (y: number) => (sqrt ? y ** 2 : y);
  const span = bent(high) - bent(low);
  return {
    down: (y: number) => (height * (bent(high) - bent(y))) / span,
    up: (pixels: number) => straight(bent(high) - (pixels * span) / height),
  };
}
