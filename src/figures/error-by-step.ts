import { seriesLook } from '../charts/colours';
import { drawFigure, type Figure } from '../charts/figure';
import { lineChart, type Series } from '../charts/line-chart';
import type { LineEnd } from '../charts/line-ends';
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
}

const SIZE = { width: 860, height: 400 };

/** The error of each system if it answered after this step, beside its other ways of answering. */
export async function errorByStep(systems: readonly StepErrors[]): Promise<Figure> {
  const looks = systems.map((system, at) => {
    const { colour } = seriesLook(at);
    const name = systems.length === 1 ? '' : `${system.name}, `;
    return { ...system, name, colour, bar: barOf(system), band: bandOf(system) };
  });
  const steps = Math.max(1, ...systems.map(({ byStep }) => byStep.length));
  const domain: readonly [number, number] = steps === 1 ? [0.5, 1.5] : [1, steps];
  const most = Math.max(
    0,
    ...looks.flatMap(({ band }) => band.map(({ high }) => high)),
    ...looks.flatMap(({ bar, onePass = 0 }) => [bar?.y ?? 0, onePass]),
  );
  return drawFigure('error-by-step', (plot) => ({
    title:
      systems.length === 1
        ? `Error of ${systems[0]?.name}, if it answered after this step`
        : 'Error if it answered after this step',
    caption: captionOf(systems),
    options: lineChart(plot, {
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
      notes: looks.flatMap(({ name, colour, bar }): LineEnd[] => {
        if (!bar) return [];
        const text = `${name}steps ${bar.first} to ${bar.last}: ${inPercent(bar.y)}`;
        return [{ x: bar.last, y: bar.y, text, colour }];
      }),
    }),
  }));
}

type Look = Pick<StepErrors, 'name' | 'byStep' | 'onePass'> & { readonly colour: string };

function onePassOf(
  { name, onePass, colour }: Look,
  [left, right]: readonly [number, number],
): Series[] {
  if (onePass === undefined) return [];
  const points = [left, right].map((x) => ({ x, y: onePass }));
  const text = `${name}one pass: ${inPercent(onePass)}`;
  return [{ text, points, colour, width: 1.5, dash: '5 4', dots: false }];
}

function stepsOf({ name, byStep, colour }: Look): Series[] {
  if (byStep.length === 0) return [];
  const [only] = byStep.length === 1 ? byStep : [];
  const text = `${name}${only === undefined ? 'each step alone' : `goodness: ${inPercent(only)}`}`;
  return [{ text, points: byStep.map((y, at) => ({ x: at + 1, y })), colour, dots: true }];
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
    `Dots: the label of the highest score at one step alone is the answer (${images}); bands: 95 % Wilson intervals.`,
    ...(systems.some(barOf) ? ['Bar: by the scores at the steps that it spans, together.'] : []),
    ...(systems.some(({ onePass }) => onePass !== undefined)
      ? ['Dashed: by the readout of one bottom-up pass, which takes no steps.']
      : []),
  ].join(' ');
}
