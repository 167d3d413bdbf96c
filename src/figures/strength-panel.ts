import { lineChart, type Series } from '../charts/line-chart';
import type { FigureDeclaration, PlotLibrary } from '../charts/svg';
import { type ReadingLook, type StrengthError, singles } from './strength-error';

/** What a panel shows, and its place. */
interface Panel {
  readonly width: number;
  readonly height: number;
  readonly condition: string;
  /** The highest error that any panel shows, in per cent. */
  readonly most: number;
  /** Whether it is the first of its row, which says what upwards is. */
  readonly first: boolean;
}

/** Marks closer than this share of the axis are not both named. */
const CLOSE = 0.12;

/** The error of each reading at each strength of a condition, with its interval as a band. */
export function strengthPanel(
  plot: PlotLibrary,
  readings: readonly ReadingLook[],
  points: readonly StrengthError[],
  { width, height, condition, most, first }: Panel,
): FigureDeclaration['options'] {
  const strengths = [...new Set(points.map(({ strength }) => strength))].sort((a, b) => a - b);
  const [low = 0, high = low] = [strengths[0], strengths.at(-1)];
  const of = (reading: string) =>
    points
      .filter((point) => point.reading === reading)
      .sort((one, other) => one.strength - other.strength);
  return lineChart(plot, {
    ...{ width, height, title: condition },
    x: {
      label: points.find((point) => point.condition === condition)?.unit ?? '',
      domain: high > low ? [low, high] : [low - 0.5, high + 0.5],
      ticks: apartFromTheLast(strengths, CLOSE * (high - low)),
      tickFormat: String,
    },
    y: { label: first ? 'error, %' : '', domain: [0, most] },
    series: readings.map(
      ({ reading, colour, dash }, place): Series => ({
        points: of(reading).map(({ strength, percent }) => ({ x: strength, y: percent })),
        ...{ colour, dash, width: place === 0 ? 3 : 1.25 },
      }),
    ),
    under: readings.map(({ reading, colour }) =>
      plot.areaY(of(reading), {
        ...{ x: 'strength', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.12 },
      }),
    ),
    over: readings.map(({ reading, colour }) =>
      plot.dot(
        of(reading).flatMap(({ strength, each }) =>
          singles(each).map((error) => ({ strength, error })),
        ),
        { x: 'strength', y: 'error', r: 1.5, fill: colour, fillOpacity: 0.6 },
      ),
    ),
  });
}

/** Those of ascending numbers that lie at least `gap` apart, from the last one down. */
function apartFromTheLast(ascending: readonly number[], gap: number): number[] {
  const kept: number[] = [];
  for (const value of [...ascending].reverse())
    if (kept[0] === undefined || kept[0] - value >= gap) kept.unshift(value);
  return kept;
}
