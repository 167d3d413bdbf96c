import { COLOURS } from '../figures/colours';
import { extent } from '../figures/extent';
import { lineChart, type Series } from '../figures/line-chart';
import { rootTicks } from '../figures/root-ticks';
import type { Figure, PlotLibrary } from '../figures/svg';
import { THRESHOLD } from './threshold';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Errors in per cent by epoch, by their square roots: they begin large and end small. */
export function errorsByEpoch(
  plot: PlotLibrary,
  series: readonly Series[],
  size: Size,
): Figure['options'] {
  const most = extent(valuesOf(series))[1] || 1;
  return lineChart(plot, {
    ...{ ...size, series, x: epochAxis(series) },
    y: {
      label: 'error, % (square-root scale)',
      domain: [0, 1.05 * most],
      sqrt: true,
      ticks: rootTicks(most),
      tickFormat: String,
    },
  });
}

/** Goodness a unit by epoch, about its threshold. */
export function goodnessByEpoch(
  plot: PlotLibrary,
  series: readonly Series[],
  size: Size,
): Figure['options'] {
  const x = epochAxis(series);
  const [low, high] = extent([THRESHOLD, ...valuesOf(series)]);
  const room = 0.05 * (high - low || 1);
  return lineChart(plot, {
    ...{ ...size, x, series },
    y: { label: 'goodness a unit: mean squared activity', domain: [low - room, high + room] },
    under: [plot.ruleY([THRESHOLD], { strokeDasharray: '1 3' })],
    notes: [{ x: x.domain[1], y: THRESHOLD, text: 'threshold', colour: COLOURS.ink }],
  });
}

/** From the first epoch to the last of any line; with room around the only one. */
function epochAxis(series: readonly Series[]) {
  const [, last] = extent(series.flatMap(({ points }) => points.map(({ x }) => x)));
  const domain: readonly [number, number] = last === 1 ? [0.5, 1.5] : [1, last];
  const ticks = last <= EACH ? Array.from({ length: last }, (_, at) => at + 1) : undefined;
  return { label: 'epoch', domain, ticks, tickFormat: 'd' };
}

/** So many epochs are all marked; else round ones are. */
const EACH = 12;

function valuesOf(series: readonly Series[]): number[] {
  return series.flatMap(({ points }) => points.map(({ y }) => y));
}
