import { LETTER } from './line-ends';
import type { PlotLibrary } from './svg';

type Markish = import('@observablehq/plot').Markish;

/** What a colour stands for. */
interface KeyEntry {
  readonly text: string;
  readonly colour: string;
  /** Where it stands for lines, how they are dashed: a short line in place of the dot. */
  readonly line?: { readonly dash?: string | undefined };
}

/** Pixels: at the left and right, before an entry's words and after them, and of a line. */
const MARGIN = 24;
const BEFORE = 12;
const AFTER = 22;
const LINE = 20;
/** Of a piece of a line. */
const PIECE = 22;
/** A vector without a head. */
const PLAIN_LINE: import('@observablehq/plot').VectorShapeImplementation = {
  draw: (context, length) => {
    context.moveTo(0, 0);
    context.lineTo(0, -length);
  },
};

/**
 * What colours stand for, in lines from the top left of a figure without margins: a dot in the
 * colour, or a piece of the line, before each entry's words, which are in ink. `height` is what it takes, in pixels.
 */
export function key(
  plot: PlotLibrary,
  entries: readonly KeyEntry[],
  width: number,
): { readonly marks: readonly Markish[]; readonly height: number } {
  const marks: Markish[] = [];
  let [left, line] = [MARGIN, 0];
  for (const { text, colour, line: drawn } of entries) {
    const before = drawn ? PIECE : 0;
    const wide = before + BEFORE + LETTER * text.length;
    if (left > MARGIN && left + wide > width - MARGIN) [left, line] = [MARGIN, line + 1];
    const place = { frameAnchor: 'top-left', dy: LINE * line + LINE / 2 } as const;
    marks.push(
      drawn
        ? plot.vector([text], {
            ...{
              ...place,
              dx: left,
              anchor: 'start',
              rotate: 90,
              length: PIECE,
              shape: PLAIN_LINE,
            },
            ...{
              stroke: colour,
              strokeWidth: 2.5,
              ...(drawn.dash && { strokeDasharray: drawn.dash }),
            },
          })
        : plot.dot([text], { ...place, dx: left, r: 5, fill: colour }),
      plot.text([text], { ...place, dx: left + before + BEFORE, lineAnchor: 'middle' }),
    );
    left += wide + AFTER;
  }
  return { marks, height: LINE * (line + 1) };
}
