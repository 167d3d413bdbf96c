import { drawFigure, type Figure } from '../charts/figure';
import { key } from '../charts/key';
import { type LineChart, lineChart, type Series } from '../charts/line-chart';
import type { LineEnd } from '../charts/line-ends';
import { type SeriesLook, seriesLooks } from '../charts/looks';
import { panels } from '../charts/panels';
import type { PlotLibrary } from '../charts/svg';
import { inPercent, wilson } from '../statistics/wilson';

/** How often a system was wrong on some images, in per cent. */
export interface StepErrors {
  readonly name: string;
  readonly images: number;
  /** By the score at one step alone, from step 1. */
  readonly byStep: readonly number[];
  /** The steps whose scores, together, decide, and how often that is wrong. */
  readonly window?: { readonly first: number; readonly last: number } | undefined;
  readonly byWindow?: number | undefined;
  /** By the one-pass readout. */
  readonly onePass?: number | undefined;
  /** Among several: by its name unless told. */
  readonly look?: SeriesLook | undefined;
}

const SIZE = { width: 860, height: 400 };

/**
 * The error of each system if it answered after this step, beside its other ways of answering: of one, named where
 * lines end; of several, in a key above.
 */
export async function errorByStep(systems: readonly StepErrors[]): Promise<Figure> {
  const lookOf = seriesLooks(systems.map(({ name }) => name));
  const looks = systems.map((system) => {
    const alone = systems.length === 1;
    const { colour, dash } = alone ? lookOf('goodness') : (system.look ?? lookOf(system.name));
    const onePassColour = alone ? lookOf('readout').colour : colour;
    const drawn = { bar: barOf(system), band: bandOf(system) };
    return { ...system, colour, dash, onePassColour, ...drawn, said: saidOf(system) };
  });
  const steps = Math.max(1, ...systems.map(({ byStep }) => byStep.length));
  const domain: readonly [number, number] = steps === 1 ? [0.5, 1.5] : [1, steps];
  const most = Math.max(
    0,
    ...looks.flatMap(({ band }) => band.map(({ high }) => high)),
    ...looks.flatMap(({ bar, onePass = 0 }) => [bar?.y ?? 0, onePass]),
  );
  return drawFigure('error-by-step', (plot) => ({
    title: 'Error by time step',
    caption: captionOf(systems),
    options: keyed(plot, looks, {
      ...SIZE,
      x: {
        label: 'time step',
        domain,
        ticks: Array.from({ length: steps }, (_, before) => before + 1),
        tickFormat: 'd',
      },
      y: { label: 'error, %', domain: [0, 1.08 * most || 1] },
      series: looks.flatMap((look) => [...onePassOf(look, domain), ...stepsOf(look)]),
      under: looks.flatMap(({ colour, band, bar }) => [
        plot.areaY(band, {
          ...{ x: 'step', y1: 'low', y2: 'high' },
          ...{ fill: colour, fillOpacity: 0.15 },
        }),
        ...(band.length === 1
          ? [plot.ruleX(band, { x: 'step', y1: 'low', y2: 'high', stroke: colour })]
          : []),
        plot.link(bar ? [bar] : [], {
          ...{ x1: 'first', x2: 'last', y1: 'y', y2: 'y' },
          ...{ stroke: colour, strokeOpacity: 0.45, strokeWidth: 10 },
        }),
      ]),
      notes: looks.flatMap(({ colour, bar }): LineEnd[] => {
        if (!bar) return [];
        const text = `steps ${bar.first} to ${bar.last}: ${inPercent(bar.y)}`;
        return [{ x: bar.last, y: bar.y, text, colour }];
      }),
    }),
  }));
}

/** The chart; of several systems under a key, which says what would crowd where the lines end. */
function keyed(plot: PlotLibrary, looks: readonly Look[], chart: LineChart) {
  if (looks.length === 1) return lineChart(plot, chart);
  const series = chart.series.map((one) => ({ ...one, text: undefined }));
  const unnamed = lineChart(plot, { ...chart, series, notes: [] });
  const entries = looks.map(({ said, colour, dash }) => ({ text: said, colour, line: { dash } }));
  const { marks, height: top } = key(plot, entries, chart.width);
  return panels(plot, { plots: [unnamed], columns: 1, top, marks });
}

interface Look extends Pick<StepErrors, 'name' | 'byStep' | 'onePass'> {
  readonly colour: string;
  readonly dash?: string | undefined;
  readonly onePassColour: string;
  /** Its name and its errors. */
  readonly said: string;
}

function onePassOf(
  { onePass, onePassColour: colour }: Look,
  [left, right]: readonly [number, number],
): Series[] {
  if (onePass === undefined) return [];
  const points = [left, right].map((x) => ({ x, y: onePass }));
  const text = `one pass: ${inPercent(onePass)}`;
  return [{ text, points, colour, width: 1.5, dash: '1 3', dots: false }];
}

function stepsOf({ byStep, colour, dash }: Look): Series[] {
  if (byStep.length === 0) return [];
  const [only] = byStep.length === 1 ? byStep : [];
  const text = only === undefined ? 'each step alone' : `goodness: ${inPercent(only)}`;
  return [{ text, points: byStep.map((y, at) => ({ x: at + 1, y })), colour, dash, dots: true }];
}

/** A system's name with its errors: by the steps that decide, or by the only one, and in one pass. */
function saidOf(system: StepErrors): string {
  const { name, byStep, byWindow, onePass } = system;
  const [only] = byStep.length === 1 ? byStep : [];
  const goodness = barOf(system) ? byWindow : only;
  const errors = [
    ...(goodness === undefined ? [] : [`goodness ${inPercent(goodness)}`]),
    ...(onePass === undefined ? [] : [`one pass ${inPercent(onePass)}`]),
  ];
  return errors.length === 0 ? name : `${name}: ${errors.join(', ')}`;
}

/** 95 % intervals, step by step. */
function bandOf({ byStep, images }: StepErrors) {
  return byStep.map((percent, at) => ({
    step: at + 1,
    ...wilson((percent / 100) * images, images),
  }));
}

/** The error over the window, where that is of several steps. */
function barOf({ window, byWindow }: StepErrors) {
  if (!window || byWindow === undefined || window.first === window.last) return undefined;
  return { ...window, y: byWindow };
}

function captionOf(systems: readonly StepErrors[]): string {
  const counts = [...new Set(systems.map(({ images }) => images))];
  const images =
    counts.length === 1
      ? `${counts[0]} images`
      : systems.map((one) => `${one.name}: ${one.images} images`).join('; ');
  return [
    `Dots: the label with the best score at one step alone is the answer (${images}); bands: 95 % Wilson intervals.`,
    ...(systems.some(barOf) ? ['Bar: by the scores summed over the steps that it spans.'] : []),
    ...(systems.some(({ onePass }) => onePass !== undefined)
      ? ['Dotted: by the readout of one bottom-up pass, which takes no steps.']
      : []),
  ].join(' ');
}
