import type { Markish } from '@observablehq/plot';
import { LETTER } from './line-ends';
import type { PlotLibrary } from './svg';

/** What a colour stands for. */
export interface KeyEntry {
  readonly text: string;
  readonly colour: string;
}

/** Pixels: at the left and right, before an entry's words and after them, and of a line. */
const MARGIN = 24;
const BEFORE = 12;
const AFTER = 22;
const LINE = 20;

/**
 * What colours stand for, in lines from the top left of a figure without margins: a dot in the
 * colour before each entry's words, which are in ink. `height` is what it takes, in pixels.
 */
export function key(
  plot: PlotLibrary,
  entries: readonly KeyEntry[],
  width: number,
): { readonly marks: readonly Markish[]; readonly height: number } {
  const marks: Markish[] = [];
  let [left, line] = [MARGIN, 0];
  for (const { text, colour } of entries) {
    const wide = BEFORE + LETTER * text.length;
    if (left > MARGIN && left + wide > width - MARGIN) [left, line] = [MARGIN, line + 1];
    const place = { frameAnchor: 'top-left', dy: LINE * line + LINE / 2 } as const;
    marks.push(
      plot.dot([text], { ...place, dx: left, r: 5, fill: colour }),
      plot.text([text], { ...place, dx: left + BEFORE, lineAnchor: 'middle' }),
    );
    left += wide + AFTER;
  }
  return { marks, height: LINE * (line + 1) };
}
