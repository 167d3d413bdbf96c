import type { Figure } from '../../charts/figure';
import { type LinePanels, linePanels, type PanelLine } from '../../charts/line-panels';
import { mean } from '../../statistics/mean';
import { estimateAt } from '../measures/estimates';
import { OVER_IMAGES, type ReactionDrawing, range, Y } from './drawing';
import {
  BY_READOUT,
  type ReactionNetwork,
  reactionsWithin,
  type Trials,
  wrongAnswers,
} from './rows';

/** Millions of multiply-adds that the axis of computation names. */
const ROUND = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** What stands beside the networks, in a caption's words. */
const OTHERS =
  'Others: feed-forward networks of as many units and the same seeds; one that tries labels takes a pass for each. ';

/** What was seen, in a caption's words. */
function ofConditions({ shown, conditions }: ReactionDrawing): string {
  return `${shown}, conditions: ${conditions.join(', ')}.`;
}

/** Errors of each set of trials, in a chart of its own. */
function errorPanels(
  { sets }: ReactionDrawing,
  given: Pick<LinePanels, 'name' | 'title' | 'caption' | 'x'>,
  linesOf: (trials: Trials) => PanelLine[],
): Promise<Figure> {
  const charts = sets.map(({ title, trials }) => ({ title, y: Y, lines: linesOf(trials) }));
  return linePanels({ ...given, y: Y, charts });
}

/** Error against time. */
export function accuracyFigure(drawing: ReactionDrawing): Promise<Figure> {
  const given = {
    name: 'speed-and-accuracy',
    title: 'Error by time to answer',
    caption: `${ofConditions(drawing)} “When sure”: the network answers as soon as the accumulated goodness of one label leads by a threshold, which is chosen to give each mean number of steps, without use of the true labels. ${OVER_IMAGES}`,
    x: { label: 'mean steps to the answer' },
  };
  return errorPanels(drawing, given, (trials) => tradeOff(drawing, trials, (_, step) => step));
}

/** Error against computation. */
export function computationFigure(drawing: ReactionDrawing): Promise<Figure> {
  const { networks } = drawing;
  const [least, most] = costRange(drawing);
  const atOnce = Object.keys(networks[0]?.costs.atOnce ?? {});
  const others = atOnce.some((by) => by !== BY_READOUT) ? OTHERS : '';
  const given = {
    name: 'error-by-computation',
    title: 'Error by computation',
    caption: `${ofConditions(drawing)} Multiply-adds of the matrix products until an image is answered; the axis is logarithmic. One pass: the readout of the same networks. ${others}${OVER_IMAGES}`,
    x: {
      label: 'millions of multiply-adds per image',
      ticks: ROUND.filter((millions) => millions >= least && millions <= most).map(Math.log10),
      tickFormat: (power: number) => String(Number((10 ** power).toPrecision(3))),
    },
  };
  const byNetworksAtOnce = (trials: Trials) =>
    atOnce.map((by): PanelLine => {
      const known = networks.filter(({ costs }) => by in costs.atOnce);
      const [first] = known.map(({ costs }) => costs.atOnce[by] as number);
      const wrong = known.map((one) => wrongAnswers(trials(one), ({ atOnce }) => atOnce[by]));
      return { text: by, points: [estimateAt(first as number, wrong)] };
    });
  return errorPanels(drawing, given, (trials) =>
    [
      ...tradeOff(drawing, trials, ({ costs }, step) => costs.until(step)),
      ...byNetworksAtOnce(trials),
    ].map(byTenfold),
  );
}

/** The least and the most that any answer costs, in millions. */
function costRange({ networks, steps }: ReactionDrawing): [number, number] {
  const costs = networks.flatMap(({ costs: { atOnce, until } }) => [
    ...Object.values(atOnce),
    ...[1, steps].map(until),
  ]);
  return [Math.min(...costs), Math.max(...costs)];
}

/** The line over the logarithm of x, for an axis by powers of ten. */
function byTenfold({ text, points }: PanelLine): PanelLine {
  return { text, points: points.map((point) => ({ ...point, x: Math.log10(point.x) })) };
}

/**
 * Error, in per cent, against the mean of what an answer after so many steps costs: of stopping when
 * sure and of stopping at a fixed time.
 */
function tradeOff(
  { networks, steps }: ReactionDrawing,
  trials: Trials,
  costOf: (network: ReactionNetwork, step: number) => number,
): PanelLine[] {
  const sure = meanSteps(steps).map((target) => {
    const reactions = networks.map((network) => reactionsWithin(trials(network), target));
    const costs = networks.map((network, which) =>
      mean((reactions[which] ?? []).map(({ step }) => costOf(network, step))),
    );
    const wrong = networks.map((network, which) =>
      wrongAnswers(trials(network), (_, at) => reactions[which]?.[at]?.answer),
    );
    return estimateAt(mean(costs), wrong);
  });
  const fixed = range(steps).map((step) =>
    estimateAt(
      mean(networks.map((network) => costOf(network, step))),
      networks.map((network) => wrongAnswers(trials(network), ({ answers }) => answers[step - 1])),
    ),
  );
  return [
    { text: 'when sure', points: sure },
    { text: 'at a fixed time', points: fixed },
  ];
}

/** Mean numbers of steps that are asked for: every half up to 4, every second from there on. */
function meanSteps(steps: number): number[] {
  return Array.from({ length: 2 * steps - 1 }, (_, half) => 1 + half / 2).filter(
    (target) => target <= 4 || target % 2 === 0,
  );
}
