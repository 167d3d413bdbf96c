import { COLOURS } from '../charts/colours';
import { extent, lineChart, type Series } from '../charts/line-chart';
import type { FigureDeclaration, PlotLibrary } from '../charts/svg';
import type { MetricRow } from '../observation/metrics';
import type { Prefers } from '../perception/perception-settings';

/** From the largest down. */
const ROUND = [100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
/** The least that two marks are apart, as a share of the axis. */
const APART = 0.055;

/** Round numbers from 0 to `most`, at most 100, for an axis that goes by the square root. */
export function rootTicks(most: number): number[] {
  const place = (value: number) => Math.sqrt(value / most);
  const fit: number[] = [];
  for (const value of ROUND) {
    const next = fit[0] === undefined ? Number.POSITIVE_INFINITY : place(fit[0]);
    if (value <= most && next - place(value) >= APART && place(value) >= APART) fit.unshift(value);
  }
  return [0, ...fit];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Errors in per cent by epoch, by their square roots: they begin large and end small. */
export function errorsByEpoch(
  plot: PlotLibrary,
  series: readonly Series[],
  size: Size,
): FigureDeclaration['options'] {
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

/** Goodness per unit by epoch, about its threshold. */
export function goodnessByEpoch(
  plot: PlotLibrary,
  series: readonly Series[],
  size: Size,
): FigureDeclaration['options'] {
  const x = epochAxis(series);
  const [low, high] = extent([THRESHOLD, ...valuesOf(series)]);
  const room = 0.05 * (high - low || 1);
  return lineChart(plot, {
    ...{ ...size, x, series },
    y: { label: 'goodness per unit: mean squared activity', domain: [low - room, high + room] },
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

/** Goodness per unit at which positives and negatives are to part: θ = n. */
export const THRESHOLD = 1;

/** An error that training measures after every epoch, in per cent. */
export interface TrainingError {
  readonly split: MetricRow['split'];
  readonly metric: string;
  /** In a label. */
  readonly words: string;
  /** What is counted, in a sentence. */
  readonly about: string;
}

export const READOUT_ERROR = 'Readout: the softmax on one bottom-up pass.';
const GOODNESS: Readonly<Record<Prefers, string>> = {
  most: 'Goodness: the label with the highest goodness is the answer.',
  least: 'Goodness that is lowered for the true label: the label with the lowest is the answer.',
};
const PAIRS: Readonly<Record<Prefers, string>> = {
  most: 'Pairs: training images whose negative scored at least as high as the positive.',
  least:
    'Pairs: training images whose negative scored no higher than the positive, which was to be lowered.',
};

/** What is said most by first. */
function errorsOf(prefers: Prefers): readonly TrainingError[] {
  return (
    [
      ['validation', 'error_percent', 'held out, goodness', GOODNESS[prefers]],
      ['validation', 'readout_error_percent', 'held out, readout', READOUT_ERROR],
      ['training', 'readout_error_percent', 'training, readout', READOUT_ERROR],
      ['training', 'pair_error_percent', 'training, pairs', PAIRS[prefers]],
    ] as const
  ).map(([split, metric, words, about]) => ({ split, metric, words, about }));
}

/** A run's metrics, and which label's goodness makes it the answer: the most unless told. */
export interface TrainingMetrics {
  readonly rows: readonly MetricRow[];
  readonly prefers?: Prefers | undefined;
}

/** The errors that there are in the metrics of a run, the one that stands for it first. */
export function errorsIn({ rows, prefers = 'most' }: TrainingMetrics): readonly TrainingError[] {
  return errorsOf(prefers).filter((error) => byEpoch(rows, error).length > 0);
}

/** A number about epochs as a whole, of the network or of a layer: by epoch. */
export function byEpoch(
  rows: readonly MetricRow[],
  { split, metric }: Pick<TrainingError, 'split' | 'metric'>,
  layer: number | null = null,
): Series['points'] {
  const is = (row: MetricRow) =>
    row.split === split && row.metric === metric && row.layer === layer;
  return rows
    .filter((row) => is(row) && row.batch === null && row.step === null)
    .flatMap(({ epoch, value }) => (value === null ? [] : [{ x: epoch, y: value }]))
    .sort((one, other) => one.x - other.x);
}
