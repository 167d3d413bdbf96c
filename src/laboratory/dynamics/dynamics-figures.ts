import type { Exhibit } from '../../exhibits/exhibit';
import { mean } from '../../statistics/mean';
import { linePanels, type PanelLine } from '../../exhibits/line-panels';
import { estimateAt } from '../measures/estimate-at';
import { rowsOfKind } from '../measures/rows-of-kind';
import type { Measured } from '../study';
import { type DynamicsShown, dynamicsRestFigures } from './dynamics-rest-figures';
import type { DynamicsRow } from './dynamics-rows';
import { waysIn, wrongImages } from './dynamics-values';
import { AS_TRAINED } from './ways-of-watching';

type All = readonly Measured<DynamicsRow>[];

const ANSWER = 'The label of the most goodness at this step alone is the answer.';
const BAND = 'Band: 95\u00a0% interval over networks and images, of the trained way.';

/** Error by damping, order, start and window; how the network comes to rest, and its spectrum. */
export async function* dynamicsFigures(all: All, about: DynamicsShown): AsyncGenerator<Exhibit> {
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

function dampingFigure(all: All, about: DynamicsShown): Promise<Exhibit> {
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

function orderFigure(all: All, about: DynamicsShown): Promise<Exhibit> {
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

function windowFigure(all: All, about: DynamicsShown): Promise<Exhibit> {
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
