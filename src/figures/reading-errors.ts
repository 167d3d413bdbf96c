import { COLOURS } from '../charts/colours';
import { intervalMarks } from '../charts/interval-rows';
import { LETTER } from '../charts/line-ends';
import type { FigureDeclaration, PlotLibrary } from '../charts/svg';
import { type ReadingLook, type StrengthError, singles } from './strength-error';

/** Pixels of a row, and around all of them. */
const ROW = 20;
const ABOVE = 18;
const BELOW = 46;

/**
 * The errors of readings on the images as they are, a row for each: what the colours stand for, and
 * their intervals. Readings without an error there are named all the same.
 */
export function readingErrors(
  plot: PlotLibrary,
  readings: readonly ReadingLook[],
  errors: readonly StrengthError[],
  width: number,
): FigureDeclaration['options'] {
  const names = readings.map(({ reading }) => reading);
  const colours = new Map(readings.map(({ reading, colour }) => [reading, colour]));
  const left = 46 + LETTER * Math.max(...names.map(({ length }) => length));
  const most = Math.max(0, ...errors.flatMap(({ high, each }) => [high, ...singles(each)]));
  const measured = errors.length > 0;
  return {
    ...{ width, height: ABOVE + ROW * names.length + (measured ? BELOW : 0) },
    ...{ marginTop: ABOVE, marginLeft: left, marginRight: 60, marginBottom: measured ? BELOW : 0 },
    x: {
      ...{ label: 'error on the images as they are, %', labelAnchor: 'center', grid: measured },
      ...{ domain: [0, 1.05 * most || 1], axis: measured ? 'bottom' : null },
    },
    y: { domain: names, label: null, tickSize: 0, tickPadding: 32, type: 'point', padding: 0.5 },
    marks: [
      ...readings.map((one) =>
        plot.ruleY([one], {
          ...{ y: 'reading', x1: 0, x2: 0, insetLeft: -26, insetRight: 4 },
          ...{ stroke: one.colour, strokeWidth: 3, ...(one.dash && { strokeDasharray: one.dash }) },
        }),
      ),
      ...intervalMarks(
        plot,
        errors.map(({ reading, percent, low, high, each }) => ({
          ...{ text: reading, estimate: percent, low, high, each: singles(each) },
        })),
        { colourOf: (reading) => colours.get(reading) ?? COLOURS.ink, digits: 2 },
      ),
    ],
  };
}
