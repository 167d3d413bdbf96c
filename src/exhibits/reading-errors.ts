import { COLOURS } from '../figures/colours';
import { intervalMarks } from '../figures/interval-marks';
import { LETTER } from '../figures/line-ends';
import type { SeriesLook } from '../figures/series-look';
import type { Figure, PlotLibrary } from '../figures/svg';

/** The error of a reading on images that were made harder, in per cent, and its interval. */
export interface StrengthError {
  readonly condition: string;
  /** What the strength is counted in. */
  readonly unit: string;
  /** 0: the images as they are. */
  readonly strength: number;
  readonly reading: string;
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

/** A reading, and how it is told from others. */
export interface ReadingLook extends SeriesLook {
  readonly reading: string;
}

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
): Figure['options'] {
  const names = readings.map(({ reading }) => reading);
  const colours = new Map(readings.map(({ reading, colour }) => [reading, colour]));
  const left = 36 + LETTER * Math.max(...names.map(({ length }) => length));
  const most = Math.max(0, ...errors.map(({ high }) => high));
  const measured = errors.length > 0;
  return {
    ...{ width, height: ABOVE + ROW * names.length + (measured ? BELOW : 0) },
    ...{ marginTop: ABOVE, marginLeft: left, marginRight: 60, marginBottom: measured ? BELOW : 0 },
    x: {
      ...{ label: 'error on the images as they are, %', labelAnchor: 'center', grid: measured },
      ...{ domain: [0, 1.05 * most || 1], axis: measured ? 'bottom' : null },
    },
    y: { domain: names, label: null, tickSize: 0, tickPadding: 22, type: 'point', padding: 0.5 },
    marks: [
      plot.dot(readings, {
        ...{ y: 'reading', r: 5, frameAnchor: 'left', dx: -14 },
        fill: { value: 'colour', scale: null },
      }),
      ...intervalMarks(
        plot,
        errors.map(({ reading, percent, low, high }) => ({
          ...{ text: reading, estimate: percent, low, high },
        })),
        { colourOf: (reading) => colours.get(reading) ?? COLOURS.ink, digits: 2 },
      ),
    ],
  };
}
