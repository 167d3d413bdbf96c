import type { Figure } from '../../charts/figure';
import { linePanels, type PanelLine } from '../../charts/line-panels';
import type { LabelledImages } from '../../images/labelled-images';
import { grouped } from '../../statistics/grouped';
import { mean } from '../../statistics/mean';
import { estimateLine, withoutBand } from '../measures/estimates';
import { distinct, rowsOfKind } from '../measures/rows';
import {
  type AllMeasured,
  type Asked,
  networksInWords,
  type StudyRow,
  seenInWords,
} from '../study';
import { type DYNAMICS_OPTIONS, longCount } from './measure';
import { type DynamicsRow, waysIn, wrongImages } from './rows';
import { AS_TRAINED } from './ways';

const ANSWER = 'The label with the highest goodness at this step alone is the answer.';
const BAND =
  'Band: 95\u00a0% interval over networks and images, of the networks as they were trained.';

/** Error by damping, order, start and window; how the network comes to rest, and its spectrum. */
export async function* dynamicsFigures(
  ...given: Parameters<typeof drawingOf>
): AsyncGenerator<Figure> {
  const drawing = drawingOf(...given);
  yield dampingFigure(drawing);
  yield orderFigure(drawing);
  yield windowFigure(drawing);
  yield restFigure(drawing);
  yield spectrumFigure(drawing);
}

type Drawing = ReturnType<typeof drawingOf>;

/** What is drawn, over these steps, and the line of a way: its error at each. */
function drawingOf(
  all: AllMeasured<DynamicsRow>,
  images: LabelledImages,
  { options }: Asked<typeof DYNAMICS_OPTIONS>,
) {
  const steps = Array.from({ length: options.steps }, (_, before) => before + 1);
  const line = (way: string): PanelLine => {
    const wrong = (step: number) => wrongImages(all, way, step);
    const errors = estimateLine(way, steps, wrong);
    return way === AS_TRAINED ? errors : withoutBand(errors);
  };
  const dampings = [AS_TRAINED, ...waysIn(all, 'damping')];
  return {
    ...{ options, all, images, steps, line, dampings },
    shown: seenInWords(images, all),
    orders: waysIn(all, 'order'),
  };
}

function dampingFigure({ all, shown, steps, line, dampings }: Drawing): Promise<Figure> {
  const trained = distinct(
    rowsOfKind(all, 'answer', { way: AS_TRAINED }),
    ({ damping }) => damping,
  );
  return linePanels({
    name: 'error-by-damping',
    title: 'Error by step and damping',
    caption: `${shown}, trained with damping ${trained.join(' or ')}. ${ANSWER} ${BAND}`,
    x: { label: 'time step', ticks: steps },
    y: { label: 'error, %' },
    charts: [{ lines: dampings.map(line) }],
  });
}

function orderFigure({ all, shown, options, steps, line, orders }: Drawing): Promise<Figure> {
  return linePanels({
    name: 'error-by-order-and-start',
    title: 'Error by step, order of updates and first state',
    caption: `${shown}. Asynchronous: each layer updates at a step with probability ${options.probability}, independently of the others. ${ANSWER} The axis is scaled by the square root. ${BAND}`,
    x: { label: 'time step', ticks: steps.filter((step) => step % 2 === 0) },
    y: { label: 'error, %', sqrt: true },
    charts: [
      { title: 'order of updates', lines: [AS_TRAINED, ...orders].map(line) },
      { title: 'first state', lines: [AS_TRAINED, ...waysIn(all, 'start')].map(line) },
    ],
  });
}

function windowFigure({ all, shown, steps }: Drawing): Promise<Figure> {
  const errorOver = (first: number, last: number) =>
    mean(rowsOfKind(all, 'span', { first, last }).flatMap(({ rows }) => rows.map(wrongOf)));
  const wrongOf = ({ wrong }: { readonly wrong: number }) => wrong;
  return linePanels({
    name: 'error-by-window',
    title: 'Error by the goodness summed over several steps',
    caption: `${shown}, watched as they were trained. Goodness is summed over this many steps, up to and including the last; the label with the highest sum is the answer. The window of the paper is 3 steps wide and ends at step 5. Mean over networks.`,
    x: { label: 'last step of the window', ticks: steps },
    y: { label: 'error, %' },
    charts: [
      {
        lines: [1, 2, 3, 5, 8].map((wide) => ({
          text: wide === 1 ? '1 step' : `${wide} steps`,
          points: steps
            .filter((step) => step >= wide)
            .map((x) => ({ x, y: 100 * errorOver(x - wide + 1, x) })),
        })),
      },
    ],
  });
}

/** What was watched for long, in a caption's words. */
function longOf({ all, images, options }: Drawing): string {
  const count = longCount(options.videoImages, images.count);
  return `${count} images, each watched for ${options.videoSteps} steps under its true label, ${networksInWords(all)}`;
}

function restFigure(drawing: Drawing): Promise<Figure> {
  return linePanels({
    name: 'coming-to-rest',
    title: 'How far the state of a layer moves at each step',
    caption: `${longOf(drawing)}. The root mean square over units of the change of normalised activity (whose own root mean square is 1), as a power of ten: at −2 the state changes by a hundredth of itself. The precision of 32-bit numbers is about −7. Mean over images and networks.`,
    x: { label: 'time step' },
    y: { label: 'movement, power of ten', fromZero: false },
    charts: layerCharts(drawing, rowsOfKind(drawing.all, 'move'), (rows) =>
      meanLine(
        rows,
        ({ step }) => step,
        ({ moved }) => moved,
      ).map(({ x, y }) => ({ x, y: Math.log10(Math.max(y, 1e-9)) })),
    ),
  });
}

function spectrumFigure(drawing: Drawing): Promise<Figure> {
  return linePanels({
    name: 'spectrum',
    title: 'Frequencies at which the state of a layer changes on its way to rest',
    caption: `${longOf(drawing)}. The fraction of the variance over time of a layer's changes from step to step at each frequency; at 0.5 a state returns every two steps. The axis is scaled by the square root. Mean over images and networks.`,
    x: { label: 'frequency, cycles per step' },
    y: { label: 'variance, %', sqrt: true },
    charts: layerCharts(drawing, rowsOfKind(drawing.all, 'beat'), (rows) =>
      meanLine(
        rows,
        ({ frequency }) => frequency,
        ({ share }) => 100 * share,
      ),
    ),
  });
}

/** A chart for each layer, with a line for each way but the asynchronous one, whose clocks are drawn. */
function layerCharts<Row extends StudyRow & { readonly way: string; readonly layer: number }>(
  { dampings, orders }: Drawing,
  networks: AllMeasured<Row>,
  pointsOf: (rows: readonly Row[]) => PanelLine['points'],
) {
  const ways = [...dampings, ...orders.filter((order) => order !== 'asynchronous')];
  const rows = networks.flatMap((network) => network.rows);
  return distinct(networks, ({ layer }) => layer).map((layer) => ({
    title: `layer ${layer}`,
    lines: ways.map((way) => ({
      text: way,
      points: pointsOf(rows.filter((row) => row.way === way && row.layer === layer)),
    })),
  }));
}

/** The mean of y of all rows of each x, in the order of the rows. */
function meanLine<Row>(rows: readonly Row[], xOf: (row: Row) => number, yOf: (row: Row) => number) {
  return grouped(rows, xOf).map((some) => ({ x: xOf(some[0]), y: mean(some.map(yOf)) }));
}
