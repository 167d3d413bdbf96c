import { drawFigure, type Figure } from '../charts/figure';
import type { Series } from '../charts/line-chart';
import { colourOf, type SeriesLook, seriesLooks } from '../charts/looks';
import { panels } from '../charts/panels';
import type { FigureDeclaration, PlotLibrary } from '../charts/svg';
import type { MetricRow } from '../observation/metrics';
import type { Prefers } from '../perception/perception-settings';
import {
  byEpoch,
  errorsByEpoch,
  errorsIn,
  goodnessByEpoch,
  READOUT_ERROR,
  type TrainingError,
  type TrainingMetrics,
} from './epoch-charts';

/** The metrics of a run, and what it is called. */
export interface RunMetrics extends TrainingMetrics {
  readonly run: string;
  /** Among several: by its name unless told. */
  readonly look?: SeriesLook | undefined;
}

const WIDTH = 490;
const HEIGHT = 360;
const DASHED = '5 3';
function aboutGoodness(prefers: Prefers | undefined): string {
  const [positives, negatives] =
    prefers === 'least' ? ['lowered', 'raised'] : ['raised', 'lowered'];
  return `Right: goodness per unit by layer, mean over images and steps, of positives (to be ${positives}; solid) and of negatives (to be ${negatives}; dashed); learning pushes them to opposite sides of the threshold.`;
}

/**
 * How runs learnt, epoch by epoch. Of one run: its errors, and the goodness per unit of each layer
 * where it has any. Of several: the error of each on held-out images, or else on training images.
 * `images` says in words what was learnt from and held out. Undefined where no epoch was measured.
 */
export async function learningCurves(
  runs: readonly RunMetrics[],
  images?: string,
): Promise<Figure | undefined> {
  const measured = runs.filter((run) => errorsIn(run).length > 0);
  const [first] = measured;
  if (!first) return undefined;
  const said = images === undefined ? [] : [`${images}.`];
  return drawFigure('learning-curves', (plot) =>
    measured.length === 1 ? ofOne(plot, first, said) : ofSeveral(plot, measured, said),
  );
}

function ofOne(
  plot: PlotLibrary,
  { run, rows, prefers }: RunMetrics,
  images: readonly string[],
): FigureDeclaration {
  const errors = errorsIn({ rows, prefers });
  const lines = errors.map(
    (error): Series => ({
      text: error.words,
      points: byEpoch(rows, error),
      colour: colourOf(error.about === READOUT_ERROR ? 'readout' : 'goodness'),
      ...(error.split === 'validation' ? { width: 2.5 } : { width: 1.5, dash: DASHED }),
    }),
  );
  const goodness = goodnessOf(rows);
  const size = { width: goodness.length > 0 ? WIDTH : 1.5 * WIDTH, height: HEIGHT };
  const plots = [errorsByEpoch(plot, lines, size)];
  if (goodness.length > 0) plots.push(goodnessByEpoch(plot, goodness, size));
  const caption = [
    errors.some(({ split }) => split === 'validation')
      ? 'Error by epoch: dashed on training images, measured while they were learnt from; solid on held-out images.'
      : 'Error by epoch on training images, measured while they were learnt from.',
    ...images,
    ...new Set(errors.map(({ about }) => about)),
    ...(goodness.length > 0 ? [aboutGoodness(prefers)] : []),
  ];
  return {
    title: `Learning curves of ${run}`,
    caption: caption.join(' '),
    options: panels(plot, { plots, columns: 2 }),
  };
}

/** Two lines a layer: positives and negatives. */
function goodnessOf(rows: readonly MetricRow[]): Series[] {
  const layers = [...new Set(rows.map(({ layer }) => layer))].filter((layer) => layer !== null);
  const signs = { positive: undefined, negative: DASHED };
  return layers
    .flatMap((layer) =>
      Object.entries(signs).map(([sign, dash]): Series => {
        const measure = { split: 'training', metric: `${sign}_goodness_per_unit` } as const;
        const colour = colourOf(`layer ${layer}`);
        const points = byEpoch(rows, measure, layer);
        return { text: `layer ${layer}, ${sign}`, points, colour, dash };
      }),
    )
    .filter(({ points }) => points.length > 0);
}

function ofSeveral(
  plot: PlotLibrary,
  runs: readonly RunMetrics[],
  images: readonly string[],
): FigureDeclaration {
  const chosen = runs.map(({ run, rows, look, prefers }) => {
    const [error] = errorsIn({ rows, prefers }) as [TrainingError];
    return { run, look, error, points: byEpoch(rows, error) };
  });
  const which = [...new Set(chosen.map(({ error }) => error.words))];
  const looks = seriesLooks(chosen.map(({ run }) => run));
  const lines = chosen.map(({ run, look = looks(run), error, points }): Series => {
    const text = which.length === 1 ? run : `${run} (${error.words})`;
    return { text, points, ...look };
  });
  const about = new Set(chosen.map(({ error }) => error.about));
  return {
    title: `Learning curves of ${runs.length} runs`,
    caption: [`Error by epoch (${which.join('; ')}).`, ...images, ...about].join(' '),
    options: errorsByEpoch(plot, lines, {
      width: 2 * WIDTH,
      height: Math.max(HEIGHT, 90 + 14 * lines.length), // a label takes 14 pixels
    }),
  };
}
