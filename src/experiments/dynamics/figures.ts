import type { Figure } from '../../charts/figure';
import { linePanels, type PanelLine } from '../../charts/line-panels';
import { mean } from '../../statistics/mean';
import { estimateAt, rowsOfKind } from '../measures/rows';
import type { Measured } from '../study';
import { AS_TRAINED } from './measure';
import { type DynamicsRow, waysIn, wrongImages } from './rows';

type All = readonly Measured<DynamicsRow>[];

const ANSWER = 'The label of the most goodness at this step alone is the answer.';
const BAND = 'Band: 95\u00a0% interval over networks and images, of the trained way.';

/** Error by damping, order, start and window; how the network comes to rest, and its spectrum. */
export async function* dynamicsFigures(all: All, about: DynamicsShown): AsyncGenerator<Figure> {
  yield dampingFigure(all, about);
  yield orderFigure(all, about);
  yield windowFigure(all, about);
  const orders = ordersIn(all).filter((way) => way !== 'asynchronous');
  yield* dynamicsRestFigures(all, [...dampingsIn(all), ...orders], about);
}

function dampingsIn(all: All): string[] {
  return [AS_TRAINED, ...waysIn(all).filter((way) => way.startsWith('damping'))];
}

function ordersIn(all: All): string[] {
  return waysIn(all).filter((way) => way.endsWith('chronous') || way === 'alternating');
}

/** The steps, and the line of a way: its error at each. */
function byStep(all: All, about: DynamicsShown) {
  const steps = range(1, about.steps);
  const line = (way: string): PanelLine => ({
    text: way,
    points: steps.map((step) => {
      const estimate = estimateAt(step, wrongImages(all, way, step), about.seed);
      return way === AS_TRAINED ? estimate : { x: estimate.x, y: estimate.y };
    }),
  });
  return { steps, line };
}

function dampingFigure(all: All, about: DynamicsShown): Promise<Figure> {
  const { steps, line } = byStep(all, about);
  const trained = [
    ...new Set(
      rowsOfKind(all, 'answer', { way: AS_TRAINED }).flatMap(({ rows }) => rows[0]?.damping ?? []),
    ),
  ];
  return linePanels({
    name: 'error-by-damping',
    title: 'Error by step, by the damping that a trained network is watched with',
    caption: `${about.shown}, trained with damping ${trained.join(' or ')}. ${ANSWER} ${BAND}`,
    x: { label: 'time step', ticks: steps },
    y: { label: 'error, %' },
    charts: [{ lines: dampingsIn(all).map(line) }],
  });
}

function orderFigure(all: All, about: DynamicsShown): Promise<Figure> {
  const { steps, line } = byStep(all, about);
  const starts = waysIn(all).filter((way) => way.startsWith('start'));
  return linePanels({
    name: 'error-by-order-and-start',
    title: 'Error by step, by the order of updates and by the first state',
    caption: `${about.shown}. An asynchronous layer moves at a step with probability ${about.probability}, whatever the others do. ${ANSWER} The axis goes by the square root. ${BAND}`,
    x: { label: 'time step', ticks: steps.filter((step) => step % 2 === 0) },
    y: { label: 'error, %', sqrt: true },
    charts: [
      { title: 'order of updates', lines: [AS_TRAINED, ...ordersIn(all)].map(line) },
      { title: 'first state', lines: [AS_TRAINED, ...starts].map(line) },
    ],
  });
}

function windowFigure(all: All, about: DynamicsShown): Promise<Figure> {
  const steps = range(1, about.steps);
  const spans = rowsOfKind(all, 'span').flatMap(({ rows }) => rows);
  return linePanels({
    name: 'error-by-window',
    title: 'Error by the goodness of several steps together',
    caption: `${about.shown}, watched as they were trained. The goodness of so many steps, up to and including this one, is added up, and the label that has most is the answer. The window of the paper is 3 steps up to step 5. Mean over networks.`,
    x: { label: 'last step of the window', ticks: steps },
    y: { label: 'error, %' },
    charts: [
      {
        lines: [1, 2, 3, 5, 8].map((wide) => ({
          text: wide === 1 ? '1 step' : `${wide} steps`,
          points: steps
            .filter((step) => step >= wide)
            .map((x) => {
              const here = spans.filter(
                ({ first, last }) => last === x && last - first + 1 === wide,
              );
              return { x, y: 100 * mean(here.map(({ wrong }) => wrong)) };
            }),
        })),
      },
    ],
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** What the figures say of themselves. */
interface DynamicsShown {
  /** `1000 images (mnist test), 3 networks` */
  readonly shown: string;
  readonly steps: number;
  readonly videoSteps: number;
  readonly videoImages: number;
  readonly probability: number;
  readonly seed: number;
}

/** How the state of each layer comes to rest, in these ways of watching, and its spectrum. */
async function* dynamicsRestFigures(
  all: All,
  ways: readonly string[],
  about: DynamicsShown,
): AsyncGenerator<Figure> {
  yield restFigure(all, ways, about);
  yield spectrumFigure(all, ways, about);
}

/** What was watched for long, in a caption's words. */
function longOf({ videoImages, videoSteps, shown }: DynamicsShown): string {
  return `${videoImages} images, each watched for ${videoSteps} steps under its true label, ${shown.split(', ').at(-1)}`;
}

function restFigure(all: All, ways: readonly string[], about: DynamicsShown): Promise<Figure> {
  const moves = rowsOfKind(all, 'move').flatMap(({ rows }) => rows);
  const layers = [...new Set(moves.map(({ layer }) => layer))];
  return linePanels({
    name: 'coming-to-rest',
    title: 'How far the state of a layer moves at each step',
    caption: `${longOf(about)}. The root mean square over units of the change of normalised activity, whose own root mean square is 1, as a power of ten: at −2 the state changes by a hundredth of itself. About −7 is where the numbers themselves end. Mean over images and networks.`,
    x: { label: 'time step' },
    y: { label: 'movement, power of ten', fromZero: false },
    charts: layers.map((layer) => ({
      title: `layer ${layer}`,
      lines: ways.map((way) => ({
        text: way,
        points: meanLine(
          moves.filter((row) => row.way === way && row.layer === layer),
          ({ step, moved }) => [step, moved],
        ).map(({ x, y }) => ({ x, y: Math.log10(Math.max(y, 1e-9)) })),
      })),
    })),
  });
}

function spectrumFigure(all: All, ways: readonly string[], about: DynamicsShown): Promise<Figure> {
  const beats = rowsOfKind(all, 'beat').flatMap(({ rows }) => rows);
  const layers = [...new Set(beats.map(({ layer }) => layer))];
  return linePanels({
    name: 'spectrum',
    title: 'At what frequency the state of a layer changes on its way to rest',
    caption: `${longOf(about)}. The share of the variance over time of a layer's changes from step to step which lies at each frequency; at 0.5 a state is there and back in two steps. The axis goes by the square root. Mean over images and networks.`,
    x: { label: 'frequency, cycles a step' },
    y: { label: 'share of the variance, %', sqrt: true },
    charts: layers.map((layer) => ({
      title: `layer ${layer}`,
      lines: ways.map((way) => ({
        text: way,
        points: meanLine(
          beats.filter((row) => row.way === way && row.layer === layer),
          ({ frequency, share }) => [frequency, 100 * share],
        ),
      })),
    })),
  });
}

/** The mean of y of all rows of each x, in the order of the rows. */
function meanLine<Row>(
  rows: readonly Row[],
  place: (row: Row) => readonly [x: number, y: number],
): { x: number; y: number }[] {
  const found = new Map<number, number[]>();
  for (const [x, y] of rows.map(place)) found.set(x, [...(found.get(x) ?? []), y]);
  return Array.from(found, ([x, values]) => ({ x, y: mean(values) }));
}
