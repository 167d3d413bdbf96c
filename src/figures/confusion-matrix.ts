import { COLOURS } from '../charts/colours';
import { drawFigure, type Figure, kebab } from '../charts/figure';
import { nameFor, namesSaid } from '../images/labelled-images';
import { errorShare } from '../statistics/wilson';

/** How often images of one label were answered with one. */
interface Cell {
  readonly label: number;
  readonly answer: number;
  readonly count: number;
}

/** Pixels of a cell, of all in a row at most, and of one in which a count can be read. */
const CELL = 46;
const WIDEST = 30 * CELL;
const READABLE = 24;
/** Around all of them. */
const LEFT = 74;
const TOP = 56;
/** Of a letter of a name, about; names at the top are slanted. */
const LETTER = 7;
const SLANT = -45;
const RIGHT = 126;
const AXIS = { labelAnchor: 'center', labelArrow: 'none', tickSize: 0 } as const;
/** The opacity of the most frequent mistake, on which ink is still read in light and in dark. */
const DARKEST = 0.6;

/**
 * What each label's images were taken for: labels and answers [images], of classes of these
 * names. `by` says how it was answered: `goodness`. Throws RangeError where there are not as many answers as labels.
 */
export async function confusionMatrix(
  labels: Uint8Array,
  answers: Uint8Array,
  classNames: readonly string[],
  by: string,
): Promise<Figure> {
  if (labels.length !== answers.length)
    throw new RangeError(`${answers.length} answers to ${labels.length} images`);
  const classes = classNames.length;
  const size = sizeOf(classNames);
  const cell = Math.min(CELL, Math.floor(WIDEST / classes));
  const cells = cellsOf(labels, answers, classes);
  const written = cell < READABLE ? [] : cells.filter(({ count }) => count > 0);
  const mistakes = cells.filter(({ label, answer, count }) => label !== answer && count > 0);
  const most = Math.max(0, ...mistakes.map(({ count }) => count));
  const each = Array.from({ length: classes }, (_, label) => label);
  const { percent, low, high } = errorShare(answers, labels);
  return drawFigure(`confusion-matrix-by-${kebab(by)}`, (plot) => ({
    title: 'Confusion matrix',
    caption: [
      `${labels.length} images, answered by ${by}: number of images of each true label (row) that got each answer (column)${cell < READABLE ? '' : '; empty cells are 0'}.`,
      `Wrong: ${percent.toFixed(2)} % (95 % Wilson interval ${low.toFixed(2)} to ${high.toFixed(2)}).`,
      `Mistakes are shaded by their count; the most frequent one occurred ${most} times.`,
    ].join(' '),
    options: {
      ...{ width: size.left + cell * classes + RIGHT, height: size.top + cell * classes + 14 },
      ...{ marginLeft: size.left, marginTop: size.top, marginRight: RIGHT, marginBottom: 14 },
      x: {
        ...{ domain: each, label: 'answer', axis: 'top', ...AXIS, ...size.across },
        labelOffset: size.top - 16,
      },
      y: { domain: each, label: 'true label', ...AXIS, ...size.down, labelOffset: size.left - 30 },
      opacity: { type: 'identity' },
      marks: [
        plot.cell(cells, {
          ...{ x: 'answer', y: 'label', inset: 0.5 },
          ...{ fill: 'none', stroke: COLOURS.ink, strokeOpacity: 0.15 },
        }),
        plot.cell(mistakes, {
          ...{ x: 'answer', y: 'label', inset: 0.5, fill: COLOURS.vermilion },
          fillOpacity: ({ count }: Cell) => (DARKEST * count) / most,
        }),
        plot.cell(each, {
          ...{ x: (one: number) => one, y: (one: number) => one, inset: 0.5 },
          ...{ fill: COLOURS.ink, fillOpacity: 0.08 },
        }),
        plot.text(written, { x: 'answer', y: 'label', text: 'count' }),
        plot.text(each, {
          ...{ y: (label: number) => label, frameAnchor: 'right', textAnchor: 'start', dx: 12 },
          text: (label: number) => shareWrong(cells.filter((cell) => cell.label === label)),
        }),
        plot.text(['wrong'], { frameAnchor: 'top-right', textAnchor: 'start', dx: 12, dy: -19 }),
      ],
    },
  }));
}

/** The room that the names of classes take, and how they are written; numbers need none. */
function sizeOf(classNames: readonly string[]) {
  const names = namesSaid(classNames);
  if (!names) return { left: LEFT, top: TOP };
  const longest = LETTER * Math.max(...names.map(({ length }) => length));
  const tickFormat = (label: number) => nameFor(names, label);
  return {
    left: LEFT + longest,
    top: TOP + Math.ceil(longest * Math.SQRT1_2),
    across: { tickFormat, tickRotate: SLANT },
    down: { tickFormat },
  };
}

/** Every pair of labels, by row. */
function cellsOf(labels: Uint8Array, answers: Uint8Array, classes: number): Cell[] {
  const counts = new Uint32Array(classes * classes);
  for (const [image, label] of labels.entries()) {
    const at = label * classes + (answers[image] as number);
    counts[at] = (counts[at] as number) + 1;
  }
  return Array.from(counts, (count, at) => ({
    label: Math.floor(at / classes),
    answer: at % classes,
    count,
  }));
}

/** The mistakes of a row, of how many. */
function shareWrong(row: readonly Cell[]): string {
  const total = (some: readonly Cell[]) => some.reduce((sum, { count }) => sum + count, 0);
  return `${total(row.filter(({ label, answer }) => label !== answer))} of ${total(row)}`;
}
