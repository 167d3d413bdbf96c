import type { Exhibit } from '../../exhibits/exhibit';
import { linePanels, type PanelLine } from '../../exhibits/line-panels';
import { letterAt } from '../measures/answer-letters';
import { estimateAt } from '../measures/estimate-at';
import { meanRows } from '../measures/mean-rows';
import type { Measured } from '../study';
import { type DynamicsShown, dynamicsRestFigures } from './dynamics-rest-figures';
import { type DynamicsRow, dynamicsRows } from './dynamics-rows';
import { AS_TRAINED } from './ways';

type All = readonly Measured<DynamicsRow>[];

/** The ways that every network was watched in. */
export function waysIn(all: All): string[] {
  const each = dynamicsRows(all, 'answer').map((rows) => new Set(rows.map(({ way }) => way)));
  return [...(each[0] ?? [])].filter((way) => each.every((ways) => ways.has(way)));
}

/** Images wrong by the window, or after this step alone, each 0 or 100: [networks][images]. */
export function wrongImages(all: All, way: string, step?: number): number[][] {
  return dynamicsRows(all, 'answer', way).map((rows) =>
    rows.map(({ label, window, letters }) =>
      (step === undefined ? window : letterAt(letters, step - 1)) === label ? 0 : 100,
    ),
  );
}

/** Error by damping, order, start and window; how the network comes to rest, and its spectrum. */
export async function* dynamicsFigures(all: All, about: DynamicsShown): AsyncGenerator<Exhibit> {
  const ways = waysIn(all);
  const dampings = [AS_TRAINED, ...ways.filter((way) => way.startsWith('damping'))];
  const orders = ways.filter((way) => way.endsWith('chronous') || way === 'alternating');
  const starts = ways.filter((way) => way.startsWith('start'));
  const { shown, seed } = about;
  const steps = range(1, about.steps);
  const byStep = (way: string): PanelLine => ({
    text: way,
    points: steps.map((step) => {
      const estimate = estimateAt(step, wrongImages(all, way, step), seed);
      return way === AS_TRAINED ? estimate : { x: estimate.x, y: estimate.y };
    }),
  });
  const trained = [
    ...new Set(dynamicsRows(all, 'answer', AS_TRAINED).flatMap((rows) => rows[0]?.damping ?? [])),
  ];
  const answer = 'The label of the most goodness at this step alone is the answer.';
  const band = 'Band: 95\u00a0% interval over networks and images, of the trained way.';
  yield linePanels({
    name: 'error-by-damping',
    title: 'Error by step, by the damping that a trained network is watched with',
    caption: `${shown}, trained with damping ${trained.join(' or ')}. ${answer} ${band}`,
    x: { label: 'time step', ticks: steps },
    y: { label: 'error, %' },
    charts: [{ lines: dampings.map(byStep) }],
  });
  yield linePanels({
    name: 'error-by-order-and-start',
    title: 'Error by step, by the order of updates and by the first state',
    caption: `${shown}. An asynchronous layer moves at a step with probability ${about.probability}, whatever the others do. ${answer} The axis goes by the square root. ${band}`,
    x: { label: 'time step', ticks: steps.filter((step) => step % 2 === 0) },
    y: { label: 'error, %', sqrt: true },
    charts: [
      { title: 'order of updates', lines: [AS_TRAINED, ...orders].map(byStep) },
      { title: 'first state', lines: [AS_TRAINED, ...starts].map(byStep) },
    ],
  });
  const spans = dynamicsRows(all, 'span').flat();
  yield linePanels({
    name: 'error-by-window',
    title: 'Error by the goodness of several steps together',
    caption: `${shown}, watched as they were trained. The goodness of so many steps, up to and including this one, is added up, and the label that has most is the answer. The window of the paper is 3 steps up to step 5. Mean over networks.`,
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
  yield* dynamicsRestFigures(
    all,
    [...dampings, ...orders.filter((way) => way !== 'asynchronous')],
    about,
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

function mean(values: readonly number[]): number {
  return meanRows(values.map((value) => [value]))[0] as number;
}
